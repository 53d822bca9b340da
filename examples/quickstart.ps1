<#
.SYNOPSIS
    The main job of MailOps on sample data, told through the module: bounces are classified, lost addresses are blocked, a customer list and
    a domain are checked, two mails wait for their undo window, one is taken back and the other delivered.
.DESCRIPTION
    The command "mailops quickstart" tells the same story. Nothing leaves this machine: mails and zone lie in this folder, the store in a
    temporary one, and the mail goes to a small SMTP server that the script starts on the loopback address. -SmtpServer and -Port name
    another one, such as smtp4dev.
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
if (-not (Get-Module MailOps)) {
    # In a clone the module lies in out, where build.ps1 puts it.
    $built = Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps/*/MailOps.psd1') -ErrorAction SilentlyContinue | Select-Object -Last 1
    if ($built) { Import-Module $built.FullName } else { Import-Module MailOps }
}

# A server for one connection after another, in a runspace of its own; it takes every mail.
function Start-Sink {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $mails = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $mails)
        try {
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $reader = [IO.StreamReader]::new($client.GetStream())
                $writer = [IO.StreamWriter]::new($client.GetStream())
                $writer.NewLine = "`r`n"
                $writer.AutoFlush = $true
                $writer.WriteLine('220 sink ESMTP')
                while ($null -ne ($line = $reader.ReadLine())) {
                    if ($line -like 'QUIT*') { $writer.WriteLine('221 bye'); break }
                    if ($line -like 'RCPT*') { $recipient = $line -replace '^RCPT TO:<(.*)>.*', '$1' }
                    if ($line -notlike 'DATA*') { $writer.WriteLine('250 ok'); continue }
                    $writer.WriteLine('354 go on')
                    while (($line = $reader.ReadLine()) -ne '.') { }
                    $mails.Enqueue($recipient)
                    $writer.WriteLine('250 2.0.0 taken')
                }
                $client.Dispose()
            }
        }
        catch [System.Management.Automation.MethodInvocationException] { } # The listener was stopped: the script is over.
    }).AddArgument($listener).AddArgument($mails)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Mails = $mails; Listener = $listener; Shell = $shell }
}

$zone = Join-Path $PSScriptRoot 'zone.json'
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ('mailops-' + [guid]::NewGuid().ToString('N')))
$store = Join-Path $folder 'outbox.db'
$sink = $null
try {
    '1. Whose fault is a bounce, for how long, and what to do?'
    $bounces = Get-ChildItem (Join-Path $PSScriptRoot 'bounces') -Filter *.eml | Get-BounceClassification
    $bounces | Format-Table

    '2. Which of them block an address? The sample mails were not sent from this store, so they count on the admin''s word only.'
    $bounces | Update-MailSuppression -TrustUnmatched -Store $store | Format-Table

    '3. Which addresses of a customer list can get mail?'
    $checked = Import-Csv (Join-Path $PSScriptRoot 'customers.csv') | Test-MailAddress -DnsZone $zone -Store $store
    $checked | Format-Table

    '4. Is the own domain protected against forged mail?'
    'corp.example' | Test-DmarcRecord -DnsZone $zone | Format-List

    '5. Two mails wait for their undo window.'
    if (-not $SmtpServer) {
        $sink = Start-Sink
        $SmtpServer = '127.0.0.1'
        $Port = $sink.Port
    }

    $queued = $checked | Where-Object Verdict -eq Deliverable | Select-Object -First 2 |
        Send-DelayedMail -From 'Corp News <news@corp.example>' -Subject 'Planned maintenance' -Body 'On Thursday from 22:00.' `
            -Campaign maintenance-2026-03 -Delay 00:00:02 -Store $store
    $queued | Format-Table

    '6. A second thought takes the first one back.'
    $queued | Select-Object -First 1 | Stop-DelayedMail -Store $store | Format-Table

    '7. The other one leaves when its time has come.'
    Invoke-MailQueue -SmtpServer $SmtpServer -Port $Port -Store $store -Wait -Timeout 00:01:00 | Format-List
    Get-DelayedMail -Store $store | Format-Table
    if ($sink) { 'The server on 127.0.0.1:{0} got a mail for {1}.' -f $sink.Port, ($sink.Mails -join ', ') }
}
finally {
    if ($sink) {
        $sink.Listener.Stop()
        $sink.Shell.Dispose()
    }

    Remove-Item $folder -Recurse -Force
}
