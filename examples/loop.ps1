<#
.SYNOPSIS
    The loop of a mailing, told through the module: a list is checked, mail is sent, the log shows where it is, bounces come back and are counted, and the
    next mailing leaves out who is gone.
.DESCRIPTION
    Nothing leaves this machine: a small SMTP server on the loopback address, which the script starts, takes the mails and reports one of them as
    undeliverable into a Maildir, as a mail server behind the relay does. With servers of your own, -SmtpServer names the relay and Receive-MailMessage gets
    -Server and -Credential in place of -Path.
.EXAMPLE
    ./loop.ps1
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Module MailOps)) {
    # In a clone the module lies in out, where build.ps1 puts it.
    $built = Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps/*/MailOps.psd1') -ErrorAction SilentlyContinue | Select-Object -Last 1
    if ($built) { Import-Module $built.FullName } else { Import-Module MailOps }
}

# A relay for one connection after another, in a runspace of its own. It takes every mail; one for "j.smith" is bounced later, by a report (RFC 3464) to
# the sender of the envelope.
function Start-BouncingRelay([string] $Maildir) {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $maildir)
        try {
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $latin1 = [Text.Encoding]::GetEncoding(28591)
                $reader = [IO.StreamReader]::new($client.GetStream(), $latin1)
                $writer = [IO.StreamWriter]::new($client.GetStream())
                $writer.NewLine = "`r`n"
                $writer.AutoFlush = $true
                $writer.WriteLine('220 relay.corp.example ESMTP')
                while ($null -ne ($line = $reader.ReadLine())) {
                    if ($line -like 'QUIT*') { $writer.WriteLine('221 bye'); break }
                    if ($line -like 'MAIL*') { $sender = $line -replace '^MAIL FROM:<(.*?)>.*', '$1'; $gone = $null }
                    if ($line -like 'RCPT TO:<j.smith@*') { $gone = $line -replace '^RCPT TO:<(.*?)>.*', '$1' }
                    if ($line -notlike 'DATA*') { $writer.WriteLine('250 ok'); continue }
                    $writer.WriteLine('354 go on')
                    $text = [Text.StringBuilder]::new()
                    while (($line = $reader.ReadLine()) -ne '.') { $null = $text.Append(($line -replace '^\.', '') + "`n") }
                    if ($gone) {
                        $header = ("$text" -split "`n`n", 2)[0]
                        $report = "From: MAILER-DAEMON@mx.partner.example`nTo: $sender`nSubject: Undelivered Mail Returned to Sender`nMIME-Version: 1.0`n" +
                            "Auto-Submitted: auto-replied`nContent-Type: multipart/report; report-type=delivery-status; boundary=b`n`n" +
                            "--b`nContent-Type: text/plain`n`nThe mail could not be delivered.`n`n" +
                            "--b`nContent-Type: message/delivery-status`n`nReporting-MTA: dns; mx.partner.example`n`n" +
                            "Final-Recipient: rfc822; $gone`nAction: failed`nStatus: 5.1.1`n" +
                            "Diagnostic-Code: smtp; 550 5.1.1 <$gone>: Recipient address rejected: User unknown`n`n" +
                            "--b`nContent-Type: text/rfc822-headers`n`n$header`n`n--b--`n"
                        [IO.File]::WriteAllText((Join-Path $maildir ('new/' + [guid]::NewGuid().ToString('N') + '.host')), $report, $latin1)
                    }

                    $writer.WriteLine('250 2.0.0 taken')
                }
                $client.Dispose()
            }
        }
        catch [System.Management.Automation.MethodInvocationException] { } # The listener was stopped: the script is over.
    }).AddArgument($listener).AddArgument($Maildir)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell }
}

$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ('mailops-' + [guid]::NewGuid().ToString('N')))
$bounces = Join-Path $folder 'bounces'
foreach ($part in 'cur', 'new', 'tmp') { $null = New-Item -ItemType Directory (Join-Path $bounces $part) }
$store = Join-Path $folder 'outbox.db'
$zone = Join-Path $PSScriptRoot 'zone.json'
$relay = Start-BouncingRelay $bounces
$server = "127.0.0.1:$($relay.Port)"
try {
    $null = Initialize-MailQueueStore -Store $store
    '1. Which addresses of the list can get mail? The result keeps the columns of the list.'
    $checked = Import-Csv (Join-Path $PSScriptRoot 'customers.csv') | Test-MailAddress -DnsZone $zone -Store $store
    $checked | Format-Table

    '2. These get the first mail, each with an envelope of its own.'
    $mail = @{ From = 'news@corp.example'; Subject = 'Planned maintenance'; Body = 'On Thursday from 22:00.'; Delay = 0; Store = $store }
    $null = $checked | Where-Object Verdict -eq Deliverable | Send-DelayedMail @mail -Campaign first
    $null = Invoke-MailQueue -SmtpServer $server -Concurrency 1 -Store $store

    '3. The relay has taken them all. That is not yet "delivered".'
    Get-MailLog -Campaign first -Store $store | Format-Table

    '4. A bounce has come. It is classified, joined to the mail it answers, counted, and only then moved away.'
    Receive-MailMessage -Path $bounces -Store $store | Get-BounceClassification | Update-MailSuppression -PassThru -Store $store |
        Complete-MailMessage -MoveTo Done | Format-Table
    Get-MailLog -Campaign first -Status Bounced -Store $store | Format-Table
    Get-MailSuppression -Store $store | Format-Table

    '5. The next check knows him, and the next mailing leaves him out, whoever asks for it.'
    $checked | Test-MailAddress -DnsZone $zone -Store $store | Where-Object Verdict -ne Deliverable | Format-Table
    $null = $checked | Where-Object Verdict -eq Deliverable | Send-DelayedMail @mail -Campaign second
    $null = Invoke-MailQueue -SmtpServer $server -Concurrency 1 -Store $store
    Get-MailLog -Campaign second -Store $store | Format-Table

    '6. Reading the mailbox once more finds nothing: the loop is closed.'
    'Messages left: {0}' -f @(Receive-MailMessage -Path $bounces -Store $store).Count
}
finally {
    $relay.Listener.Stop()
    $relay.Shell.Dispose()
    Remove-Item $folder -Recurse -Force
}
