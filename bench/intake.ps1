# A mailbox of bounces in a real Dovecot, read over IMAP with TLS into Get-BounceClassification: messages a second and memory.
#   pwsh -NoProfile -File bench/intake.ps1 [-Count 20000]      (needs out/MailOps, see CONTRIBUTING.md, and Dovecot)
param([int] $Count = 20000)
$ErrorActionPreference = 'Stop'
$scripts = Convert-Path (Join-Path $PSScriptRoot '../tests/servers')
Import-Module (Get-ChildItem (Join-Path $PSScriptRoot '../out/MailOps') -Directory | Select-Object -Last 1 | ForEach-Object { Join-Path $_ MailOps.psd1 })
$folder = Join-Path '/tmp' ('mailops-bench-' + (Get-Random))
$null = New-Item -ItemType Directory $folder
$env:OWNER = $PID
for ($try = 0; $try -lt 20; $try++) {
    $port = 26000 + 10 * (Get-Random -Maximum 500)
    $null = & (Join-Path $scripts 'dovecot-up') $folder $port
    if ($LASTEXITCODE -eq 0) { break }
}

try {
    $new = "$folder/mail/alice@example.test/Maildir/new"
    $text = @'
From: MAILER-DAEMON@mx.corp.example
To: news@corp.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bNUMBER@mx.corp.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system could not deliver your message.
PADDING
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.corp.example

Final-Recipient: rfc822; personNUMBER@partner.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: text/rfc822-headers

From: news@corp.example
Message-ID: <mNUMBER@corp.example>

--b--
'@.Replace("`r", '').Replace('PADDING', (("All of this is text of the report.`n") * 60))
    foreach ($number in 1..$Count) {
        [IO.File]::WriteAllText("$new/$(1000000 + $number).b.host", $text.Replace('NUMBER', $number))
    }

    & chmod -R a+rwX "$folder/mail"
    $login = @{
        Server = 'localhost'; Port = $port + 1; DangerousAcceptAnyCertificate = $true
        Credential = [pscredential]::new('alice@example.test', (ConvertTo-SecureString secret -AsPlainText -Force))
    }

    # The server makes its index, and the runtime its code; a run over few messages and one over all then show whether memory grows.
    $null = Receive-MailMessage @login -First 500 | Get-BounceClassification
    foreach ($part in [int]($Count / 10), $Count) {
        [GC]::Collect()
        $peak = 0L
        $found = 0
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Receive-MailMessage @login -First $part | Get-BounceClassification | ForEach-Object {
            if (++$found % 500 -eq 0) { $peak = [Math]::Max($peak, [GC]::GetTotalMemory($false)) }
        }

        $watch.Stop()
        [pscustomobject]@{
            Messages = $found
            Seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 2)
            PerSecond = [int]($found / $watch.Elapsed.TotalSeconds)
            PeakHeapMB = [int]($peak / 1MB)
        }
    }
}
finally {
    & (Join-Path $scripts 'server-down') --rm $folder
}
