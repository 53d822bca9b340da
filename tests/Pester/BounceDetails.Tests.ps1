# What Get-BounceClassification tells about a bounce, and from what it can read, as a user of the module sees it.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $bounces = Join-Path $Examples 'bounces'
    $unknown = Join-Path $bounces 'postfix-user-unknown.eml'
}

Describe 'A classification' {
    It 'has every fact of the report' {
        $result = Get-BounceClassification $unknown
        $result.Kind | Should -Be 'Failure'
        $result.Status | Should -Be '5.1.1'
        $result.ReplyCode | Should -Be 550
        $result.Diagnostic | Should -BeLike '550 5.1.1 <j.smith@partner.example>*User unknown*'
        $result.RemoteMta | Should -Be 'mx.partner.example'
        $result.ReportingMta | Should -Be 'mx.corp.example'
        $result.MessageId | Should -Be 'maintenance-2026-03@corp.example'
        $result.Confidence | Should -Be 'High'
        $result.Format | Should -Be 'Rfc3464'
        $result.Rule | Should -BeLike 'texts:*user unknown*'
        $result.Explanation | Should -Not -BeNullOrEmpty
    }

    It 'has of a pasted line of a log the reply in it' {
        $line = 'Mar  1 12:00:03 mx postfix/smtp[4]: 4A1B2C3D4E: to=<gone@x.example>, relay=mx.x.example[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))'
        $result = $line | Get-BounceClassification
        $result.Address | Should -Be 'gone@x.example'
        $result.Diagnostic | Should -Be '550 5.1.1 no such user (in reply to RCPT TO command)'
        $result.RemoteMta | Should -Be 'mx.x.example'
    }

    It 'comes with a mail or ticket, ready to send, in the language of the user' {
        $show = "Get-BounceClassification '$unknown' | ForEach-Object { `$_.Letter.Audience; `$_.Letter.Subject; `$_.Letter.Body }"
        $english = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'en-US'; $show"
        $german = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'de-DE'; $show"
        $english[0..1] | Should -Be 'ListOwner', 'Please remove j.smith@partner.example'
        $german[1] | Should -Be 'Bitte j.smith@partner.example entfernen'
        foreach ($letter in $english, $german) { "$letter" | Should -BeLike '*550 5.1.1*User unknown*' }
    }

    It 'has no letter where nobody has to act' {
        (Get-BounceClassification (Join-Path $bounces 'newsletter.eml')).Letter | Should -BeNullOrEmpty
    }

    It 'says that greylisting passes, and blames nobody' {
        $result = Get-BounceClassification -Text '450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted'
        $result.Reason | Should -Be 'Greylisted'
        $result.Permanence | Should -Be 'Soft'
        $result.Action | Should -Be 'RetryLater'
    }

    It 'is the same for rules of one''s own, which come first' {
        $rules = Join-Path $TestDrive 'own.rules'
        '[Suspend]', '"user unknown" host=.partner.example' | Set-Content $rules
        $result = Get-BounceClassification $unknown -RuleFile $rules
        $result.Reason | Should -Be 'Suspend'
        $result.Rule | Should -BeLike 'own.rules:2*'
        '[NoSuchReason]' | Set-Content $rules
        { Get-BounceClassification $unknown -RuleFile $rules } | Should -Throw -ErrorId 'MailOps.Bounces.RuleFileInvalid*'
    }
}

Describe 'The sources of bounces' {
    BeforeAll {
        $mail = [IO.File]::ReadAllText($unknown)
        $mbox = Join-Path $TestDrive 'bounces.mbox'
        [IO.File]::WriteAllText($mbox, "From MAILER-DAEMON Mon Mar  3 10:00:00 2025`n$mail`n`nFrom MAILER-DAEMON Mon Mar  3 10:00:01 2025`n$mail`n")
    }

    It 'reads each mail of an mbox, from a file and from bytes' {
        (Get-BounceClassification $mbox).SourceIndex | Should -Be 1, 2
        , [IO.File]::ReadAllBytes($mbox) | Get-BounceClassification | ForEach-Object Address | Should -Be 'j.smith@partner.example', 'j.smith@partner.example'
    }

    It 'reads each mail of an mbox that comes as one text' {
        $raw = Get-Content $unknown -Raw
        @("From MAILER-DAEMON Mon Mar  2 12:00:00 2026`n$raw`nFrom MAILER-DAEMON Mon Mar  2 12:00:01 2026`n$raw" | Get-BounceClassification).Count | Should -Be 2
        ('From our side: 550 5.1.1 no such user' | Get-BounceClassification).Reason | Should -Be 'UserUnknown'
    }

    It 'reads a Maildir without its tmp' {
        $maildir = Join-Path $TestDrive 'Maildir'
        foreach ($part in 'cur', 'new', 'tmp') { $null = New-Item (Join-Path $maildir $part) -ItemType Directory }
        Copy-Item $unknown (Join-Path $maildir 'cur/1.x:2,S')
        Copy-Item $unknown (Join-Path $maildir 'new/2.x')
        Copy-Item $unknown (Join-Path $maildir 'tmp/3.x')
        @(Get-BounceClassification $maildir).Count | Should -Be 2
    }

    It 'reads folders inside folders' {
        $folder = New-Item (Join-Path $TestDrive 'outer/inner') -ItemType Directory
        Copy-Item $unknown $folder
        @(Get-BounceClassification (Join-Path $TestDrive 'outer')).Count | Should -Be 1
    }

    It 'reads what was copied from a screen, with every recipient' {
        $text = "Your message could not be delivered to:`n`n  anna@kunde.example`n    mailbox full`n`n  bert@kunde.example`n    550 5.1.1 no such user`n"
        $results = $text | Get-BounceClassification
        $results | ForEach-Object Address | Should -Be 'anna@kunde.example', 'bert@kunde.example'
        $results.Reason | Should -Be 'MailboxFull', 'UserUnknown'
    }

    It 'reads lines of a log as they come' {
        $line = 'Mar  3 10:00:00 mx postfix/smtp[1]: 4F1: to=<anna@kunde.example>, relay=mx.kunde.example[192.0.2.1]:25, dsn=4.2.2, status=deferred (host mx.kunde.example[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))'
        $results = $line, '250 2.0.0 Ok' | Get-BounceClassification
        $results[0].Address | Should -Be 'anna@kunde.example'
        $results[0].Reason | Should -Be 'MailboxFull'
        $results[1].Kind | Should -Be 'NotABounce'
    }

    It 'streams: the first result comes before the last mail is read' {
        $many = Join-Path $TestDrive 'many.mbox'
        $writer = [IO.StreamWriter]::new($many)
        1..2000 | ForEach-Object { $writer.Write("From MAILER-DAEMON Mon Mar  3 10:00:00 2025`n$mail`n`n") }
        $writer.Dispose()
        (Get-BounceClassification $many | Select-Object -First 3).SourceIndex | Should -Be 1, 2, 3
        # The pipeline has ended, so that the file is free again.
        Remove-Item $many
        Test-Path $many | Should -BeFalse
    }
}
