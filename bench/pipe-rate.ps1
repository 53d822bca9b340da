<#
.SYNOPSIS
    Measures whole pipes with a syntax check in them against the same pipes with an empty cmdlet in its place.
.DESCRIPTION
    Two empty cmdlets are compared with (tests/MailOps.PowerShell.Probes): one passes the CSV's row on, so that Export-Csv writes the few
    columns of the row; the other writes a ready result of the same type, so that both pipes carry the same objects and only the work of
    Test-MailAddress itself differs. The best of several runs counts.
.EXAMPLE
    pwsh -NoProfile -File bench/pipe-rate.ps1
#>
param([int] $Count = 100000, [int] $Runs = 5)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module (Get-ChildItem "$root/out/MailOps/*/MailOps.psd1" | Select-Object -First 1).FullName
Import-Module "$root/tests/MailOps.PowerShell.Probes/bin/Release/net8.0/MailOps.PowerShell.Probes.dll"

$folder = Join-Path ([IO.Path]::GetTempPath()) ('mailops-bench-' + [guid]::NewGuid().ToString('N'))
$null = New-Item -ItemType Directory $folder
$list = Join-Path $folder 'list.csv'
$target = Join-Path $folder 'out.csv'
try {
    1..$Count | ForEach-Object {
        [pscustomobject]@{ Id = $_; Name = "Person $_"; Email = "person$_@domain$($_ % 500).example"; City = 'Berlin'; Company = "Company $_" }
    } | Export-Csv $list

    $pipes = [ordered]@{
        'row passed on'   = { Import-Csv $list | Invoke-EmptyProbe | Where-Object Email -ne 'x' | Export-Csv $target }
        'ready result'    = { Import-Csv $list | Invoke-EmptyResultProbe | Where-Object Verdict -eq Deliverable | Export-Csv $target }
        'Test-MailAddress' = { Import-Csv $list | Test-MailAddress -SyntaxOnly | Where-Object Verdict -eq Deliverable | Export-Csv $target }
        'row passed on, chosen columns'    = { Import-Csv $list | Invoke-EmptyProbe | Where-Object Email -ne 'x' | Select-Object Name, Email | Export-Csv $target }
        'Test-MailAddress, chosen columns' = { Import-Csv $list | Test-MailAddress -SyntaxOnly | Where-Object Verdict -eq Deliverable | Select-Object Address, Verdict | Export-Csv $target }
    }
    $best = @{}
    foreach ($run in 1..$Runs) {
        foreach ($name in $pipes.Keys) {
            [GC]::Collect()
            $time = (Measure-Command $pipes[$name]).TotalMilliseconds
            if (-not $best.ContainsKey($name) -or $time -lt $best[$name]) { $best[$name] = $time }
        }
    }

    foreach ($name in $pipes.Keys) {
        $base = if ($name -like '*chosen*') { 'row passed on, chosen columns' } else { 'row passed on' }
        [pscustomobject]@{
            Pipe = $name
            Milliseconds = [Math]::Round($best[$name])
            PerSecond = [Math]::Round($Count / $best[$name] * 1000)
            OfRowPassedOn = '{0:P0}' -f ($best[$base] / $best[$name])
            OfReadyResult = if ($name -eq 'Test-MailAddress') { '{0:P0}' -f ($best['ready result'] / $best[$name]) }
        }
    }
}
finally {
    Remove-Item $folder -Recurse -Force
}
