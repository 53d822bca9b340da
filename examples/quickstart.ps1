<#
.SYNOPSIS
    The main job of MailOps, told through the module: sample bounces are classified, addresses and a domain are checked, mail is delayed,
    one is cancelled inside its undo window and the other delivered.
.DESCRIPTION
    Everything is embedded: the mails and the zone of this folder, a store in a temporary folder. Nothing leaves this machine. Give
    -SmtpServer and -Port to see the delivery on a server of your own, such as smtp4dev or Postfix's smtp-sink; without them the delivery is
    left out, and said so. (The command "mailops quickstart" brings a sink of its own.)
.EXAMPLE
    ./quickstart.ps1
.EXAMPLE
    ./quickstart.ps1 -SmtpServer 127.0.0.1 -Port 2525
#>
[CmdletBinding()]
param(
    [string] $SmtpServer,
    [int] $Port = 25
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module MailOps)) { Import-Module MailOps }
$zone = Join-Path $PSScriptRoot 'zone.json'
$store = Join-Path ([IO.Path]::GetTempPath()) ('mailops-' + [guid]::NewGuid().ToString('N') + '.db')

'1. Whose fault is a bounce, for how long, and what to do?'
Get-ChildItem (Join-Path $PSScriptRoot 'bounces') -Filter *.eml | Get-BounceClassification | Format-Table

'2. Which addresses of the list can get mail?'
$checked = Import-Csv (Join-Path $PSScriptRoot 'customers.csv') | Test-MailAddress -DnsZone $zone
$checked | Format-Table

'3. Is the own domain set up right?'
'corp.example' | Test-DmarcRecord -DnsZone $zone | Format-List

'4. Two mails wait two minutes; the second thought takes one back.'
$queued = $checked | Where-Object Verdict -eq Deliverable | Select-Object -First 2 |
    Send-DelayedMail -From news@corp.example -Subject 'Planned maintenance' -Body 'On Thursday from 22:00.' -Delay 00:02:00 -Store $store
$queued | Format-Table
$queued | Select-Object -First 1 | Stop-DelayedMail -Store $store | Format-Table
Get-DelayedMail -Store $store | Format-Table

if ($SmtpServer) {
    '5. The other one leaves.'
    Get-DelayedMail -Store $store -State Queued | Set-DelayedMail -Delay 0 -Store $store | Out-Null
    Invoke-MailQueue -Store $store -SmtpServer $SmtpServer -Port $Port -Wait | Format-List
    Get-MailLog -Store $store | Format-Table
}
else {
    '5. Left out: -SmtpServer names no server to deliver to.'
}

Remove-Item "$store*" -ErrorAction SilentlyContinue
