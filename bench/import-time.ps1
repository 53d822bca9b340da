<#
.SYNOPSIS
    Measures what importing the module costs over an empty session: fresh processes in turn, the median of their differences.
.DESCRIPTION
    Beside it stands what importing Microsoft.PowerShell.ThreadJob costs, a binary module of one cmdlet that comes with PowerShell: what
    no binary module gets below on this machine.
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

$commands = [ordered]@{ Empty = '1'; Import = "Import-Module '$manifest'"; ThreadJob = 'Import-Module Microsoft.PowerShell.ThreadJob' }
$times = @{}
foreach ($name in $commands.Keys) {
    $null = Measure-Start $commands[$name]
    $times[$name] = [System.Collections.Generic.List[double]]::new()
}

foreach ($run in 1..$Runs) {
    foreach ($name in $commands.Keys) { $times[$name].Add((Measure-Start $commands[$name])) }
}

function Get-Difference([string] $Name) {
    [Math]::Round((Get-Median (0..($Runs - 1) | ForEach-Object { $times[$Name][$_] - $times.Empty[$_] })))
}

[pscustomobject]@{
    Runs = $Runs
    EmptyMs = [Math]::Round((Get-Median $times.Empty))
    ImportMs = [Math]::Round((Get-Median $times.Import))
    DifferenceMs = Get-Difference Import
    ThreadJobDifferenceMs = Get-Difference ThreadJob
}
