<#
.SYNOPSIS
    Measures what importing the module costs over an empty session: fresh processes in turn, the median of their differences.
.EXAMPLE
    pwsh -NoProfile -File bench/import-time.ps1
#>
param([int] $Runs = 20)

$ErrorActionPreference = 'Stop'
$manifest = (Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps/*/MailOps.psd1') | Select-Object -First 1).FullName
if (-not $manifest) { throw 'Lay the module out first: ./build.ps1' }
$pwsh = [Environment]::ProcessPath

function Measure-Start([string] $Command) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $pwsh -NoProfile -NoLogo -Command $Command | Out-Null
    $watch.Elapsed.TotalMilliseconds
}

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)] }

$null = Measure-Start '1'
$null = Measure-Start "Import-Module '$manifest'"
$empty = @(); $import = @()
foreach ($run in 1..$Runs) {
    $empty += Measure-Start '1'
    $import += Measure-Start "Import-Module '$manifest'"
}

$difference = 0..($Runs - 1) | ForEach-Object { $import[$_] - $empty[$_] }
[pscustomobject]@{
    Runs = $Runs
    EmptyMs = [Math]::Round((Get-Median $empty))
    ImportMs = [Math]::Round((Get-Median $import))
    DifferenceMs = [Math]::Round((Get-Median $difference))
}
