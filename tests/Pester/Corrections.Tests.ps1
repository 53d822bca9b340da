# Corrections of a mail that went wrong, to those who have it, against a real Postfix and Dovecot. Skipped by name where they are not installed.
BeforeDiscovery {
    $missing = if (-not $IsLinux) { 'the server scripts need Linux' }
        elseif (-not (Test-Path /usr/lib/postfix/sbin/master)) { 'Postfix is not installed (tests/servers/install)' }
        elseif (-not (Test-Path /usr/sbin/dovecot)) { 'Dovecot is not installed (tests/servers/install)' }
        elseif ((id -u) -ne '0') { 'Postfix can be started by root only' }
    if ($missing) { Write-Host "Corrections: skipped, $missing" }
}

Describe 'Send-MailCorrection without a server' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $file = Join-Path $TestDrive 'wrong.eml'
        [IO.File]::WriteAllText($file, "From: Boss <boss@corp.example>`r`nTo: anna@corp.example, guest@partner.example`r`nSubject: Prices`r`n" +
            "Message-ID: <wrong@corp.example>`r`nReferences: <root@corp.example>`r`nDate: Sun, 01 Mar 2026 08:00:00 +0000`r`n`r`nThe wrong prices.`r`n")
    }

    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'shows with -WhatIf who would get one, and queues nothing' {
        Send-DelayedMail -From a@corp.example -To b@corp.example -Subject Other -Body Other -Store $store | Out-Null
        $preview = Send-MailCorrection -LiteralPath $file -Store $store -WhatIf
        $preview | ForEach-Object Address | Should -Be 'anna@corp.example', 'guest@partner.example'
        $preview.WhatIf | Should -Be $true, $true
        @(Get-DelayedMail -Store $store).Count | Should -Be 1
    }

    It 'waits two minutes, each recipient on his own, and a second run queues nothing' {
        $first = Send-MailCorrection -LiteralPath $file -Store $store
        $first.Action | Should -Be 'DelayedUntil', 'DelayedUntil'
        ($first | Select-Object -ExpandProperty Id -Unique).Count | Should -Be 2
        ($first[0].DueAt - [datetime]::UtcNow).TotalSeconds | Should -BeGreaterThan 60
        (Send-MailCorrection -LiteralPath $file -Store $store -Language de).Action | Should -Be 'AlreadyQueued', 'AlreadyQueued'
        ($first | Stop-DelayedMail -Store $store).Action | Should -Be 'Cancelled', 'Cancelled'
    }

    It 'takes its own template and values' {
        $null = Send-MailCorrection -LiteralPath $file -Template "Subject: About {{Subject}}`n`nCall {{Phone}}." -Value @{ Phone = 4711 } -Store $store
        (Get-DelayedMail -Store $store).Subject | Sort-Object -Unique | Should -Be 'About Prices'
        { Send-MailCorrection -LiteralPath $file -Template "Subject: S`n`n{{Unknown}}" -Store $store -ErrorAction Stop } | Should -Throw '*Unknown*'
    }

    It 'knows a piped log entry, a decision and a Message-ID, and only the recipient that is named' {
        $sink = Start-SmtpSink
        try {
            $sent = Send-DelayedMail -From boss@corp.example -To anna@corp.example, refused@corp.example -Subject Prices -Body 'Wrong.' -Delay 0 -Store $store
            $null = Invoke-MailQueue -SmtpServer "127.0.0.1:$($sink.Port)" -Store $store
        }
        finally { Stop-SmtpSink $sink }
        ($sent | Where-Object Address -eq 'anna@corp.example' | Send-MailCorrection -Store $store -WhatIf).Address | Should -Be 'anna@corp.example'
        (Get-MailLog -Store $store | Send-MailCorrection -Store $store -WhatIf).Address | Should -Be 'anna@corp.example'
        ($sent[0].MessageId | Send-MailCorrection -Store $store -WhatIf).Address | Should -Be 'anna@corp.example'
        ([pscustomobject]@{ MessageId = "<$($sent[0].MessageId)>" } | Send-MailCorrection -Store $store -WhatIf).Address | Should -Be 'anna@corp.example'
        $sent | Where-Object Address -eq 'refused@corp.example' | Send-MailCorrection -Store $store -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -BeLike '*Nobody is known to have the mail*'
    }

    It 'says what is wrong: <Name>' -TestCases @(
        @{ Name = 'no such recall'; Arguments = @{ Id = 7 }; ErrorId = 'MailOps.Recall.NotFound' }
        @{ Name = 'an unknown Message-ID'; Arguments = @{ MessageId = 'x@y.example' }; ErrorId = 'MailOps.Recall.UnknownMail' }
        @{ Name = 'an object that names no mail'; Arguments = @{ InputObject = [pscustomobject]@{ Foo = 1 } }; ErrorId = 'MailOps.Recall.NoMailNamed' }
        @{ Name = 'a file that is not there'; Arguments = @{ LiteralPath = 'nowhere.eml' }; ErrorId = 'MailOps.Recall.MailUnreadable' }
        @{ Name = 'a corrected version without anything'; Arguments = @{ Id = 7; Kind = 'CorrectedVersion' }; ErrorId = 'MailOps.Recall.NothingCorrected' }
    ) {
        try { Send-MailCorrection @Arguments -Store $store -ErrorAction Stop; throw 'no error' } catch { $_.FullyQualifiedErrorId | Should -BeLike "$ErrorId*" }
    }
}

Describe 'A correction after a recall, through a real Postfix' -Skip:([bool] $missing) -Tag Servers {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $scripts = Join-Path $RepositoryRoot 'tests/servers'
        function Start-TestServer([string] $Script, [string[]] $Argument = @()) {
            foreach ($attempt in 1..20) {
                $port = 20000 + 10 * (Get-Random -Maximum 1200)
                $folder = Join-Path ([IO.Path]::GetTempPath()) ('mc' + [guid]::NewGuid().ToString('N').Substring(0, 8))
                $output = & "$scripts/$Script" $folder $port @Argument 2>&1
                if ($LASTEXITCODE -eq 0) { return [pscustomobject]@{ Folder = $folder; Port = $port } }
                & "$scripts/server-down" --rm $folder 2>&1 | Out-Null
                if ($LASTEXITCODE -ne 3 -and $output -notmatch 'in use') { throw "$Script failed: $output" }
            }
            throw "$Script found no free port."
        }

        $env:OWNER = $PID
        $env:USERS = 'alice:secret bob:secret quarantine:secret'
        $dovecot = Start-TestServer dovecot-up
        $postfix = Start-TestServer postfix-up $dovecot.Folder
        Remove-Item Env:OWNER, Env:USERS
        $plain = "smtp://127.0.0.1:$($postfix.Port)/?security=None"
        $store = Join-Path $TestDrive 'store.db'
        $imap = @{ Server = '127.0.0.1'; Port = $dovecot.Port + 1; DangerousAcceptAnyCertificate = $true }
        $bob = [pscredential]::new('bob@example.test', (ConvertTo-SecureString secret -AsPlainText -Force))
        $master = [pscredential]::new('admin', (ConvertTo-SecureString adminpw -AsPlainText -Force))

        function Read-BobsMail([string] $Subject) {
            foreach ($attempt in 1..100) {
                $mail = Receive-MailMessage @imap -Credential $bob | Where-Object Subject -eq $Subject
                if ($mail) { return $mail }
                Start-Sleep -Milliseconds 100
            }
        }
    }

    AfterAll { $postfix, $dovecot | ForEach-Object { & "$scripts/server-down" --rm $_.Folder 2>&1 | Out-Null } }

    It 'reaches the one who has read the mail, in its thread, and not the one whose mail was taken' {
        $sent = Send-DelayedMail -From 'Boss <alice@example.test>' -To alice@example.test, bob@example.test -Subject Prices -Body 'The wrong prices.' -Delay 0 -Store $store
        (Invoke-MailQueue -SmtpServer $plain -Store $store).Accepted | Should -Be 2
        $wrong = Read-BobsMail Prices
        $null = $wrong | Complete-MailMessage -Flag Seen
        $recalled = Invoke-MailRecall $sent[0].MessageId -Reason 'wrong prices' -SkipRead -QuarantineMailbox quarantine@example.test @imap -Credential $master `
            -MasterSeparator * -Store $store -Confirm:$false -ReportTo alice@example.test -SmtpServer $plain -Html "$TestDrive/recall.html"
        ($recalled | Where-Object Mailbox -eq 'bob@example.test').Status | Should -Be 'SkippedRead'

        # The report: a page, and a mail to the requester alone.
        $page = Get-Content "$TestDrive/recall.html" -Raw
        $page | Should -Match 'bob@example\.test'
        $page | Should -Not -Match '<script|<img|src=|href='
        $report = Get-DelayedMail -Store $store | Where-Object Subject -like 'Recall 1*'
        "$($report.To)" | Should -Be 'alice@example.test'
        $report.Server | Should -Be $plain
        Get-MailRecall 1 -Html "$TestDrive/again.html" -Store $store | Out-Null
        Get-Content "$TestDrive/again.html" -Raw | Should -Match 'bob@example\.test'

        $right = Join-Path $TestDrive 'prices.txt'
        'right' | Set-Content $right
        $corrections = Get-MailRecall -Store $store | Send-MailCorrection -Kind CorrectedVersion -Attachments $right -Language de -Delay 0 -Store $store
        $corrections.Address | Should -Be 'bob@example.test'
        (Invoke-MailQueue -SmtpServer $plain -Store $store).Accepted | Should -Be 2

        $text = [Text.Encoding]::UTF8.GetString((Read-BobsMail 'Re: Prices').RawMessage)
        $text | Should -Match "In-Reply-To: <$([regex]::Escape($sent[0].MessageId))>"
        $text | Should -Match "References: <$([regex]::Escape($sent[0].MessageId))>"
        $text | Should -Match 'filename=prices.txt'
        $text | Should -Match 'Die berichtigte Fassung'
        (Get-MailRecall -Store $store | Send-MailCorrection -Kind CorrectedVersion -Attachments $right -Store $store).Action | Should -Be 'AlreadyQueued'
    }
}
