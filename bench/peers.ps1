<#
.SYNOPSIS
    Measures peers and MailOps over the same inputs in one run, and gives the ratios.
.DESCRIPTION
    isemail and mailauth (npm) are installed into a temporary folder, unless -NodeModules names one that has them. pyspf and dkimpy are measured where
    Python has them (on Debian: python3-spf, python3-dkim). All run on one core, the DNS answered from memory. Peers that run as a service or
    ask the network for every answer (check-if-email-exists, email-verifier, checkdmarc) cannot be compared in this way.
.EXAMPLE
    pwsh -NoProfile -File bench/peers.ps1
#>
param([string] $NodeModules, [string] $Python = 'python3')

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$corpora = $env:MAILOPS_CORPORA ? $env:MAILOPS_CORPORA : (Join-Path (Split-Path $root) 'shared/corpora')
$folder = $null
$peers = @()
try {
    if (-not $NodeModules -and (Get-Command npm -ErrorAction Ignore)) {
        $folder = $NodeModules = Join-Path ([IO.Path]::GetTempPath()) ('mailops-peers-' + [guid]::NewGuid().ToString('N'))
        $null = New-Item -ItemType Directory $folder
        npm install --silent --prefix $folder isemail@3.2.0 mailauth@4.13.3 | Out-Null
    }

    if ($NodeModules) { $peers += node "$PSScriptRoot/peers/node.mjs" $NodeModules $corpora }
    if (Get-Command $Python -ErrorAction Ignore) { $peers += & $Python "$PSScriptRoot/peers/python.py" $corpora }
}
finally {
    if ($folder) { Remove-Item $folder -Recurse -Force }
}

$figures = foreach ($suite in 'addresses', 'authentication', 'signatures') {
    dotnet run -c Release --project "$root/bench/MailOps.Benchmarks" -- $suite
}

$ours = [ordered]@{
    'addresses, suites' = 'addresses: parse the conformance suites'
    'addresses, plain'  = 'addresses: parse a plain address'
    'spf'               = 'spf: evaluations of the suites'
    'dmarc'             = 'dmarc: evaluations of the suite'
    'arc'               = 'arc: chains of the suite that hold, validations'
    'dkim, 10 KB'       = 'dkim: 10 KB, RSA 2048: verifications'
}
$(foreach ($peer in $peers) {
    $name, [double] $rate = $peer -split "`t"
    $what, $program = $name -split ': '
    $line = $figures | Where-Object { $_.StartsWith($ours[$what]) -and $_ -notlike '*bytes*' } | Select-Object -First 1
    $own = [double]($line.Substring($ours[$what].Length).Trim() -split '\s+')[0]
    [pscustomobject]@{ What = $what; Peer = $program; PeerPerSecond = [long] $rate; MailOpsPerSecond = [long] $own; Times = [Math]::Round($own / $rate, 1) }
}) | Format-Table
