# Every suite dots this file in BeforeAll: the laid-out module, as a user would install it.
$ErrorActionPreference = 'Stop'
$RepositoryRoot = Split-Path (Split-Path $PSScriptRoot)
$ModuleFolder = Get-ChildItem (Join-Path $RepositoryRoot 'out/MailOps') -Directory -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $ModuleFolder) { throw 'The module is not laid out. Run: dotnet run -c Release --project tools/MailOps.Build -- layout' }
$ModuleManifest = Join-Path $ModuleFolder.FullName 'MailOps.psd1'
$Examples = Join-Path $RepositoryRoot 'examples'
Import-Module $ModuleManifest

# A fresh PowerShell that runs a script block on the laid-out module and gives back its output as text.
function Invoke-FreshPowerShell {
    param([Parameter(Mandatory)] [string] $Script, [string[]] $Option = @())
    $text = "`$ErrorActionPreference = 'Stop'; Import-Module '$ModuleManifest'; $Script"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    & ([Environment]::ProcessPath) -NoProfile -NoLogo @Option -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
}
