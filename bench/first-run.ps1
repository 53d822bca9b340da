<#
.SYNOPSIS
    Measures what a session's first run over many bounces costs: Get-ChildItem | Get-BounceClassification in a fresh process, then again.
.DESCRIPTION
    Copies the mails of a folder in turn until there are enough, in the page cache then. Get-ChildItem alone is measured beside it: with a
    wildcard in the path the engine looks at each file by itself, which takes longer than classifying it; -Filter leaves that to the system.
.EXAMPLE
    pwsh -NoProfile -File bench/first-run.ps1
#>
param(
    [int] $Count = 10000,

    # A folder of mails; by default the fixtures of the tests.
    [string] $Mails = (Join-Path $PSScriptRoot '../tests/MailOps.Core.Tests/Bounces/Fixtures/mails')
)

$ErrorActionPreference = 'Stop'
$manifest = (Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps/*/MailOps.psd1') | Select-Object -First 1).FullName
if (-not $manifest) { throw 'Lay the module out first: ./build.ps1' }
$folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$null = New-Item -ItemType Directory $folder
try {
    $sources = [IO.Directory]::GetFiles($Mails, '*.eml', 'AllDirectories') | Sort-Object
    foreach ($i in 0..($Count - 1)) { [IO.File]::Copy($sources[$i % $sources.Count], (Join-Path $folder "$i.eml")) }

    $measure = @"
        Set-Location -LiteralPath '$folder'
        foreach (`$run in 1..4) {{
            `$watch = [Diagnostics.Stopwatch]::StartNew()
            `$null = {0} | Measure-Object
            `$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        }}
"@
    $pipes = [ordered]@{
        'Get-ChildItem -Filter *.eml' = ''
        'Get-ChildItem *.eml' = ''
        'Get-ChildItem -Filter *.eml | Get-BounceClassification' = "Import-Module '$manifest';"
        'Get-ChildItem *.eml | Get-BounceClassification' = "Import-Module '$manifest';"
        'Get-BounceClassification -LiteralPath .' = "Import-Module '$manifest';"
    }
    foreach ($pipe in $pipes.Keys) {
        $seconds = & ([Environment]::ProcessPath) -NoProfile -NoLogo -Command ($pipes[$pipe] + ($measure -f $pipe)) | ForEach-Object { [double]::Parse($_, [cultureinfo]::InvariantCulture) }
        [pscustomobject]@{ Pipe = $pipe; FirstPerSecond = [Math]::Round($Count / $seconds[0]); FourthPerSecond = [Math]::Round($Count / $seconds[3]) }
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse
}
