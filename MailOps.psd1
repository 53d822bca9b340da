# The manifest of the module. The build (tools/MailOps.Build) fills in the version and the cmdlets, and lays everything out.
@{
  # For a condition that compares, the engine compiles code at every import (docs/start-up.md). This one is empty in PowerShell 7, so nothing is
  # compared: what is left of the list 'Desktop' that is like the edition.
  RootModule = if (@('Desktop') -like $PSEdition -contains 'Desktop') { 'desktop/MailOps.PowerShell.dll' } else { 'core/MailOps.PowerShell.dll' }
  # Loaded before the types file, which names types of both; the cmdlets of PowerShell 7 choose their Core themselves (AheadCompiledCore).
  RequiredAssemblies = if (@('Desktop') -like $PSEdition -contains 'Desktop') { 'desktop/MailOps.Core.dll', 'desktop/MailOps.PowerShell.dll' }
    else { 'core/MailOps.PowerShell.dll' }
  ModuleVersion = '0.0.0'
  GUID = '5b0f7d3e-4f0c-4f5e-9b62-0a6c1d2f8e47'
  Author = 'MailOps developers'
  CompanyName = 'MailOps developers'
  Copyright = 'Copyright (c) 2026 the MailOps developers. MIT licence.'
  Description = 'Mail operations for admins: address hygiene, bounces, authentication records, delayed mail that can be undone.'
  PowerShellVersion = '5.1'
  CompatiblePSEditions = @('Core', 'Desktop')
  DotNetFrameworkVersion = '4.7.2'
  TypesToProcess = if (@('Desktop') -like $PSEdition -contains 'Desktop') { 'desktop/MailOps.types.ps1xml' } else { 'core/MailOps.types.ps1xml' }
  FormatsToProcess = @('MailOps.format.ps1xml')
  CmdletsToExport = @()
  FunctionsToExport = @()
  AliasesToExport = @()
  VariablesToExport = @()
  PrivateData = @{
    PSData = @{
      Tags = @('Mail', 'Email', 'Bounce', 'DMARC', 'SPF', 'DKIM', 'SMTP', 'Exchange', 'Postfix', 'Windows', 'Linux', 'MacOS')
    }
  }
}
