BeforeAll {
    . $PSScriptRoot/Common.ps1
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
    $log = Join-Path $TestDrive 'mail.log'
    $lines = @(
        'Mar  1 12:00:00 mx postfix/cleanup[2]: 4A1B2C3D4E: message-id=<m1@corp.example>'
        'Mar  1 12:00:01 mx postfix/qmgr[3]: 4A1B2C3D4E: from=<news@corp.example>, size=500, nrcpt=3 (queue active)'
        'Mar  1 12:00:02 mx postfix/smtp[4]: 4A1B2C3D4E: to=<ok@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=2.0.0, status=sent (250 2.0.0 Ok)'
        'Mar  1 12:00:03 mx postfix/smtp[4]: 4A1B2C3D4E: to=<gone@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))'
        'Mar  1 12:00:04 mx postfix/smtp[5]: 4A1B2C3D4E: to=<spam@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to MAIL FROM command))'
    )
    Set-Content -LiteralPath $log $lines
}

Describe 'ConvertFrom-MailServerLog' {
    It 'reads a file by name, as a piped file, and line by line' {
        $all = ConvertFrom-MailServerLog $log -TimeZone UTC
        $all.Outcome | Should -Be 'Accepted', 'Failed', 'Failed'
        $all[1].Reason | Should -Be 'UserUnknown'
        $all[1].Sender | Should -Be 'news@corp.example'
        $all[1].At.Kind | Should -Be 'Utc'
        (Get-Item $log | ConvertFrom-MailServerLog).QueueId | Should -Be $all.QueueId
        @(Get-Content $log | ConvertFrom-MailServerLog | ForEach-Object Address) | Should -Be 'ok@x.example', 'gone@x.example', 'spam@x.example'
        ($all | Out-String -Width 80) | Should -BeLike '*Failed*gone@x.example*UserUnknown: host mx*'
    }

    It 'reads the objects of Exchange, also those of a remote session' {
        $found = [pscustomobject]@{
            EventId = 'FAIL'; Source = 'SMTP'; Sender = 'news@corp.example'; MessageId = '<m1@corp.example>'; Timestamp = [datetime]'2026-03-01T12:00:00'
            Recipients = @('gone@x.example', 'full@x.example'); RecipientStatus = @('550 5.1.1 User unknown', '552 5.2.2 mailbox full')
        } | ConvertFrom-MailServerLog
        $found.Reason | Should -Be 'UserUnknown', 'MailboxFull'
        $found[0].InputObject.EventId | Should -Be 'FAIL'
        $trace = [pscustomobject]@{ Received = [datetime]'2026-03-01T12:00:00'; SenderAddress = 'a@corp.example'; RecipientAddress = 'b@x.example'; Status = 'Delivered'; MessageId = '<m@corp.example>' }
        ($trace | ConvertFrom-MailServerLog).Outcome | Should -Be 'Accepted'
    }

    It 'reads what Export-Csv made of the objects of Exchange, and says which rows lost their recipients' {
        $events = @(
            [pscustomobject]@{ Timestamp = [datetime]'2026-03-01T12:00:00'; EventId = 'FAIL'; Source = 'SMTP'; MessageId = '<m1@corp.example>'; Recipients = @('gone@x.example', 'full@x.example'); RecipientStatus = @('550 5.1.1 User unknown', '552 5.2.2 mailbox full') }
            [pscustomobject]@{ Timestamp = [datetime]'2026-03-01T12:00:01'; EventId = 'SEND'; Source = 'SMTP'; MessageId = '<m2@corp.example>'; Recipients = @('ok@x.example'); RecipientStatus = @() }
        )
        $csv = Join-Path $TestDrive 'tracking.csv'
        $events | Export-Csv $csv
        $byFile = ConvertFrom-MailServerLog $csv -WarningVariable fileWarning -WarningAction SilentlyContinue
        $byRow = Import-Csv $csv | ConvertFrom-MailServerLog -WarningVariable rowWarning -WarningAction SilentlyContinue
        $byFile, $byRow | Should -BeNullOrEmpty
        "$fileWarning" | Should -BeLike "*tracking.csv: deliveries*: 2.*line 2.*Recipients -join ';'*LOG004*"
        "$rowWarning" | Should -BeLike '*input: deliveries*: 2.*line 1.*LOG004*'
        $fileWarning.Count | Should -Be 1

        # The remedy as it is written in the warning.
        $events | Select-Object Timestamp, EventId, Source, Sender, MessageId, @{n = 'Recipients'; e = { $_.Recipients -join ';' } }, @{n = 'RecipientStatus'; e = { $_.RecipientStatus -join ';' } } | Export-Csv $csv
        $byFile = ConvertFrom-MailServerLog $csv -WarningVariable fileWarning
        $byRow = Import-Csv $csv | ConvertFrom-MailServerLog -WarningVariable rowWarning
        $byFile.Reason | Should -Be 'UserUnknown', 'MailboxFull', 'Delivered'
        @($byRow | ForEach-Object Address) | Should -Be 'gone@x.example', 'full@x.example', 'ok@x.example'
        $byRow.At | Should -Be $byFile.At
        "$fileWarning$rowWarning" | Should -BeNullOrEmpty
    }

    It 'says that piped lines are of no log' {
        $null = 'Hello', 'World' | ConvertFrom-MailServerLog -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*input*2 lines*LOG001*'
    }

    It 'feeds the suppression list, without bounces and without -TrustUnmatched' {
        $store = Join-Path $TestDrive 'logs.db'
        $decisions = ConvertFrom-MailServerLog $log | Update-MailSuppression -Store $store
        ($decisions | Where-Object Address -eq gone@x.example).Action | Should -Be 'Block'
        ($decisions | Where-Object Address -eq spam@x.example).Action | Should -Be 'None'
        (ConvertFrom-MailServerLog $log | Update-MailSuppression -Store $store | Where-Object Changed) | Should -BeNullOrEmpty
        (Get-MailSuppression gone@x.example -Evidence -Store $store).Source | Should -Be $log
    }

    It 'warns of a file that is no log, and goes on with the next one' {
        $other = Join-Path $TestDrive 'other.txt'
        Set-Content $other 'Hello'
        $found = ConvertFrom-MailServerLog $other, $log -WarningVariable warning -WarningAction SilentlyContinue
        $found.Count | Should -Be 3
        "$warning" | Should -BeLike '*LOG001*'
        $null = 42 | ConvertFrom-MailServerLog -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Log.NoInput,*'
        { ConvertFrom-MailServerLog $log -TimeZone Nowhere/City } | Should -Throw -ErrorId 'MailOps.Log.NoTimeZone,*'
    }

    It 'comes out of a job and still feeds what follows' {
        $job = Start-Job { Import-Module $using:ModuleManifest; ConvertFrom-MailServerLog $using:log }
        $all = $job | Receive-Job -Wait -AutoRemoveJob
        $all[1].Outcome | Should -Be 'Failed'
        ($all | Measure-Bounce).Hard | Should -Be 2
    }
}

Describe 'Measure-Bounce' {
    It 'measures logs, with a rate and a warning from three percent on' {
        $many = 1..300 | ForEach-Object {
            if ($_ % 10) { "2026-03-01T12:00:00Z mx postfix/smtp[1]: ABCDEF$_`: to=<u$_@x.example>, relay=mx.x.example[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)" }
            else { "2026-03-01T12:00:00Z mx postfix/smtp[1]: ABCDEF$_`: to=<u$_@x.example>, relay=mx.x.example[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))" }
        }
        $result = $many | ConvertFrom-MailServerLog | Measure-Bounce -By Total, Domain -WarningVariable warning -WarningAction SilentlyContinue
        $result.By | Should -Be 'Total', 'Domain'
        $result[0].Rate | Should -Be 0.1
        "$warning" | Should -BeLike '*10.0 % of 300 mails bounced hard*RATE001*'
        ($result | Out-String -Width 80) | Should -BeLike '*Trend*300*30*x.example*RATE001*'
        ($result[1] | ConvertTo-MailOpsJson | ConvertFrom-Json).key | Should -Be 'x.example'
    }

    It 'refuses rows of a CSV, which would be taken for something else, and takes what Select-Object passes on' {
        $csv = Join-Path $TestDrive 'results.csv'
        ConvertFrom-MailServerLog $log | Export-Csv $csv
        (Import-Csv $csv | Measure-Bounce -ErrorVariable problem -ErrorAction SilentlyContinue).Sent | Should -BeNullOrEmpty
        "$problem" | Should -BeLike '*row of texts*'
        { Import-Csv $csv | Update-MailSuppression -Store (Join-Path $TestDrive 'csv.db') -WhatIf -ErrorAction Stop } | Should -Throw '*row of texts*'
        (ConvertFrom-MailServerLog $log | Select-Object * | Measure-Bounce).Sent | Should -Be (ConvertFrom-MailServerLog $log | Measure-Bounce).Sent
    }

    It 'knows no rate from bounces alone' {
        $result = Get-BounceClassification -Text '550 5.1.1 <a@x.example>: no such user' | Measure-Bounce
        $result.Hard | Should -Be 1
        $result.Rate | Should -Be $null
        $result.Sent | Should -Be $null
    }
}
