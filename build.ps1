<#
.SYNOPSIS
    Builds, tests, packs and installs the MailOps module.
.DESCRIPTION
    Build lays out out/MailOps/<version>/, ready for Import-Module. Test also runs the xunit tests and, on the laid-out module, the
    Pester suites. Pack writes out/MailOps.<version>.nupkg for a gallery. Install copies the module to where PowerShell finds it.
    Everything but Pester needs only the .NET SDK: see tools/MailOps.Build.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Install -Destination ~/modules
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Install', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Install: the folder for modules; by default the current user's.
    [string] $Destination
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = $PSScriptRoot

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-BuildTool([string] $Command) {
    Invoke-Dotnet run -c $Configuration --project (Join-Path $root 'tools/MailOps.Build') '--' $Command
}

function Get-UserModuleFolder {
    if ($PSVersionTable.PSEdition -eq 'Desktop') { return Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'WindowsPowerShell/Modules' }
    if ($IsWindows) { return Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'PowerShell/Modules' }
    $data = if ($env:XDG_DATA_HOME) { $env:XDG_DATA_HOME } else { Join-Path $HOME '.local/share' }
    Join-Path $data 'powershell/Modules'
}

switch ($Task) {
    'Build' { Invoke-BuildTool layout }
    'Pack' { Invoke-BuildTool pack }
    'Clean' { Invoke-BuildTool clean }
    'Test' {
        Invoke-BuildTool layout
        Invoke-Dotnet test (Join-Path $root 'MailOpsModule.sln') -c $Configuration
        & (Join-Path $root 'tests/Pester/run.ps1')
        if ($LASTEXITCODE -ne 0) { throw 'Pester tests failed.' }
    }
    'Install' {
        Invoke-BuildTool layout
        $source = Join-Path $root 'out/MailOps' | Get-ChildItem -Directory | Select-Object -First 1
        if (-not $Destination) { $Destination = Get-UserModuleFolder }
        $target = Join-Path $Destination "MailOps/$($source.Name)"
        if (Test-Path -LiteralPath $target) { Remove-Item -LiteralPath $target -Recurse -Force }
        New-Item -ItemType Directory -Path (Split-Path $target) -Force | Out-Null
        Copy-Item -LiteralPath $source.FullName -Destination $target -Recurse
        "Installed: $target"
    }
}
