<#
.SYNOPSIS
    Runs the Pester suites on the laid-out module; the last line counts them.
.DESCRIPTION
    Lay the module out first: ./build.ps1, or dotnet run -c Release --project tools/MailOps.Build -- layout.
#>
[CmdletBinding()]
param(
    [string] $Path = $PSScriptRoot,
    [string[]] $Tag = @(),
    # Long: what takes minutes. Servers: what needs a mail or DNS server on this machine.
    [string[]] $ExcludeTag = @('Long')
)

$ErrorActionPreference = 'Stop'
$pester = Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0' | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    'Pester 5 is not installed: nothing was tried in this PowerShell.'
    '0 passed, 0 failed, 0 skipped'
    exit 1
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Filter.Tag = $Tag
$configuration.Filter.ExcludeTag = $ExcludeTag
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration

# A suite that cannot even start (BeforeAll) counts as failed tests too.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
exit [int]($failed -gt 0)
