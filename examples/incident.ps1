<#
.SYNOPSIS
    "Sent the wrong file to everyone", told through the module: what is still queued is cancelled, what lies on the own server is taken back, who
    has the mail all the same gets an apology, and the incident is documented.
.DESCRIPTION
    Nothing leaves this machine: the mailboxes are Maildirs in a temporary folder, and a small SMTP server on the loopback address, which the script
    starts, delivers into them. With a server of your own, -Server, -Credential and the like take the place of -MaildirPath.
.EXAMPLE
    ./incident.ps1
.EXAMPLE
    ./incident.ps1 -ReportFolder ./reports
#>
[CmdletBinding()]
param(
    # Where the pages are kept; without it they go away with the temporary folder.
    [string] $ReportFolder
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module MailOps)) {
    # In a clone the module lies in out, where build.ps1 puts it.
    $built = Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps/*/MailOps.psd1') -ErrorAction SilentlyContinue | Select-Object -Last 1
    if ($built) { Import-Module $built.FullName } else { Import-Module MailOps }
}

# A server for one connection after another, in a runspace of its own: it delivers into Maildirs, sends the others elsewhere, and keeps dora waiting.
function Start-DeliveringSink([string] $Root) {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $root)
        try {
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $latin1 = [Text.Encoding]::GetEncoding(28591)
                $reader = [IO.StreamReader]::new($client.GetStream(), $latin1)
                $writer = [IO.StreamWriter]::new($client.GetStream())
                $writer.NewLine = "`r`n"
                $writer.AutoFlush = $true
                $writer.WriteLine('220 sink ESMTP')
                while ($null -ne ($line = $reader.ReadLine())) {
                    if ($line -like 'QUIT*') { $writer.WriteLine('221 bye'); break }
                    if ($line -like 'MAIL*') { $recipients = @() }
                    if ($line -like 'RCPT TO:<dora@*') { $writer.WriteLine('451 4.7.1 try again later'); continue }
                    if ($line -like 'RCPT*') { $recipients += $line -replace '^RCPT TO:<(.*)>.*', '$1' }
                    if ($line -notlike 'DATA*') { $writer.WriteLine('250 ok'); continue }
                    $writer.WriteLine('354 go on')
                    $text = [Text.StringBuilder]::new()
                    while (($line = $reader.ReadLine()) -ne '.') { $null = $text.Append(($line -replace '^\.', '') + "`r`n") }
                    foreach ($recipient in $recipients) {
                        $user, $domain = $recipient -split '@'
                        $new = Join-Path $root "$domain/$user/Maildir/new"
                        if (Test-Path $new) { [IO.File]::WriteAllText((Join-Path $new ([guid]::NewGuid().ToString('N') + '.host')), "$text", $latin1) }
                    }
                    $writer.WriteLine('250 2.0.0 taken')
                }
                $client.Dispose()
            }
        }
        catch [System.Management.Automation.MethodInvocationException] { } # The listener was stopped: the script is over.
    }).AddArgument($listener).AddArgument($Root)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell }
}

$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ('mailops-' + [guid]::NewGuid().ToString('N')))
$reports = if ($ReportFolder) { New-Item -ItemType Directory $ReportFolder -Force } else { $folder }
foreach ($user in 'anna', 'ben', 'cleo', 'quarantine') {
    foreach ($part in 'cur', 'new', 'tmp') { $null = New-Item -ItemType Directory (Join-Path $folder "corp.example/$user/Maildir/$part") }
}

$store = Join-Path $folder 'outbox.db'
$sink = Start-DeliveringSink $folder
$server = "127.0.0.1:$($sink.Port)"
try {
    '1. The wrong file goes out: to three colleagues, to a customer outside, and to dora, whose server wants to be asked again later.'
    $wrong = Join-Path $folder 'salaries.csv'
    'name;salary' | Set-Content $wrong
    $all = 'anna@corp.example', 'ben@corp.example', 'cleo@corp.example', 'dora@corp.example', 'customer@partner.example'
    $sent = Send-DelayedMail -From 'Boss <boss@corp.example>' -To $all -Subject 'Prices 2026' -Body 'As agreed.' -Attachments $wrong -Delay 0 -Store $store
    $null = Invoke-MailQueue -SmtpServer $server -Concurrency 1 -Store $store
    Get-MailLog -Store $store | Format-Table

    # ben has opened it: his mail program marks it as read.
    Get-ChildItem (Join-Path $folder 'corp.example/ben/Maildir/new') | Move-Item -Destination { Join-Path $folder "corp.example/ben/Maildir/cur/$($_.Name):2,S" }

    '2. Cancel and recall. The policy of this house: what is marked as read stays where it is. First the plan, then the recall.'
    $order = @{
        Reason = 'wrong attachment'; MaildirPath = Join-Path $folder '%d/%n/Maildir'; QuarantineMailbox = 'quarantine@corp.example'
        SkipRead = $true; Store = $store
    }
    Invoke-MailRecall $sent[0].MessageId @order -WhatIf | Format-Table
    Invoke-MailRecall $sent[0].MessageId @order -ReportTo boss@corp.example -Html (Join-Path $reports 'recall.html') -Confirm:$false | Format-Table

    '3. Who has it all the same gets an apology, with two minutes to think it over (here: at once).'
    Get-MailRecall 1 -Store $store | Send-MailCorrection -Kind Apology -Delay 0 -Store $store | Format-Table
    (Invoke-MailQueue -SmtpServer $server -Concurrency 1 -Store $store).Accepted
    Get-Content (Get-ChildItem (Join-Path $folder 'corp.example/ben/Maildir/new') | Select-Object -Last 1)

    '4. The incident is documented. What nobody has said yet stays an open field.'
    $facts = @{
        AwareSince = Get-Date; Nature = 'A list of salaries was attached in place of the prices.'; DataCategory = 'names', 'salaries'
        Contact = 'Eva Muster, privacy@corp.example'; Controller = 'Corp GmbH'
    }
    $report = New-MailIncidentReport 1 @facts -Html (Join-Path $reports 'incident.html') -Store $store
    $report | Format-List
    $report.Recipients | Format-Table
}
finally {
    $sink.Listener.Stop()
    $sink.Shell.Dispose()
    Remove-Item $folder -Recurse -Force
}
