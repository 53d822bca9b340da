BeforeAll {
    . $PSScriptRoot/Common.ps1
    $scripts = Join-Path $PSScriptRoot '../servers' | Convert-Path
    $hasDovecot = Test-Path /usr/sbin/dovecot

    # A bounce as Postfix writes it, for one or more recipients.
    function New-BounceText([int] $Number, [string[]] $Address) {
        $blocks = $Address | ForEach-Object { "Final-Recipient: rfc822; $_`r`nAction: failed`r`nStatus: 5.1.1`r`nDiagnostic-Code: smtp; 550 5.1.1 no such user`r`n`r`n" }
        "From: MAILER-DAEMON@mx.corp.example`r`nTo: news@corp.example`r`nSubject: Undelivered Mail $Number`r`nMessage-ID: <b$Number@mx.corp.example>`r`n" +
        "Date: Sun, 01 Mar 2026 12:00:00 +0000`r`nMIME-Version: 1.0`r`nContent-Type: multipart/report; report-type=delivery-status; boundary=`"b`"`r`n`r`n" +
        "--b`r`nContent-Type: text/plain`r`n`r`nThe mail system`r`n--b`r`nContent-Type: message/delivery-status`r`n`r`nReporting-MTA: dns; mx.corp.example`r`n`r`n" +
        "$(-join $blocks)--b`r`nContent-Type: text/rfc822-headers`r`n`r`nFrom: news@corp.example`r`nMessage-ID: <m$Number@corp.example>`r`n`r`n--b--`r`n"
    }

    function New-Maildir {
        $root = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        'cur', 'new', 'tmp' | ForEach-Object { $null = New-Item -ItemType Directory (Join-Path $root $_) -Force }
        [IO.File]::WriteAllText((Join-Path $root 'new/1001.a.host'), (New-BounceText 1 'one@partner.example', 'two@partner.example'))
        [IO.File]::WriteAllText((Join-Path $root 'new/1002.b.host'), (New-BounceText 2 'three@partner.example'))
        [IO.File]::WriteAllText((Join-Path $root 'new/1003.c.host'), "From: `e[31mred@partner.example`r`nSubject: Hello`r`n`r`nNo bounce.`r`n")
        $root
    }
}

Describe 'A Maildir' {
    BeforeEach {
        $root = New-Maildir
        $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db')
    }

    It 'runs the headline pipe and completes each mail once' {
        $done = Receive-MailMessage -Path $root | Get-BounceClassification | Where-Object Address | Update-MailSuppression -TrustUnmatched -PassThru -Store $store |
            Complete-MailMessage -MoveTo Done
        $done.Count | Should -Be 2
        $done.Action | Sort-Object -Unique | Should -Be 'Move'
        $done.NewLocation.Folder | Sort-Object -Unique | Should -Be 'Done'
        @(Get-MailSuppression -Store $store).Count | Should -Be 3
        (Receive-MailMessage -Path $root).Subject | Should -Be 'Hello'
        @(Receive-MailMessage -Path $root -Folder Done).Count | Should -Be 2
    }

    It 'changes nothing by reading' {
        $before = Get-ChildItem $root -Recurse -File | ForEach-Object { $_.FullName + $_.LastWriteTimeUtc.Ticks }
        $null = Receive-MailMessage -Path $root | Get-BounceClassification
        Get-ChildItem $root -Recurse -File | ForEach-Object { $_.FullName + $_.LastWriteTimeUtc.Ticks } | Should -Be $before
    }

    It 'carries the message along in the results' {
        $bounce = Receive-MailMessage -Path $root -First 1 | Get-BounceClassification | Select-Object -First 1
        $bounce.InputObject.Uid | Should -Be '1001.a.host'
        $bounce.InputObject.Folder | Should -Be 'INBOX'
        $bounce.InputObject.MessageId | Should -Be 'b1@mx.corp.example'
    }

    It 'shows with -WhatIf what would be done' {
        $preview = Receive-MailMessage -Path $root | Complete-MailMessage -Delete -WhatIf
        $preview.WhatIf | Sort-Object -Unique | Should -BeTrue
        @(Receive-MailMessage -Path $root).Count | Should -Be 3
    }

    It 'completes nothing that was a preview only' {
        $decisions = Receive-MailMessage -Path $root | Get-BounceClassification | Update-MailSuppression -WhatIf -PassThru -Store $store | Complete-MailMessage -Delete
        $decisions.Action | Sort-Object -Unique | Should -Be 'None'
        @(Receive-MailMessage -Path $root).Count | Should -Be 3
    }

    It 'completes nothing when the pipe is broken off' {
        $null = Receive-MailMessage -Path $root | ForEach-Object { if ($_.Subject -eq 'Hello') { throw 'broken' } else { $_ } } -ErrorAction SilentlyContinue |
            Complete-MailMessage -Delete -ErrorAction SilentlyContinue -ErrorVariable problems 2>$null
        trap { continue }
        @(Receive-MailMessage -Path $root).Count | Should -Be 3
    }

    It 'leaves out what was completed with a flag' {
        $null = Receive-MailMessage -Path $root -First 1 | Complete-MailMessage -Flag Seen
        @(Receive-MailMessage -Path $root -ExceptFlag Seen).Count | Should -Be 2
        (Receive-MailMessage -Path $root -First 1).Flags.ToString() | Should -Be '\Seen'
    }

    It 'says so when an object was not made from a message' {
        { 'x' | Complete-MailMessage -Delete -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Intake.NotFromMailbox,*'
        $copy = Receive-MailMessage -Path $root -First 1 | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3)) }
        { $copy | Complete-MailMessage -Delete -ErrorAction Stop } | Should -Throw
    }

    It 'ends with an error for a folder that is no mailbox' {
        { Receive-MailMessage -Path $TestDrive } | Should -Throw -ErrorId 'MailOps.Mailbox.NotFound,*'
        { Receive-MailMessage -Path $root -Folder '../x' } | Should -Throw -ErrorId 'MailOps.Mailbox.InvalidName,*'
    }

    It 'keeps terminals safe and fits 80 columns' {
        $text = Receive-MailMessage -Path $root | Out-String -Width 80
        $text | Should -Not -Match "`e\[31m"
        $text | Should -Match 'Undelivered Mail 1'
    }

    It 'becomes JSON' {
        $json = Receive-MailMessage -Path $root -First 1 | ConvertTo-MailOpsJson | ConvertFrom-Json
        $json.uid | Should -Be '1001.a.host'
        $json.messageId | Should -Be 'b1@mx.corp.example'
    }
}

Describe 'Dovecot' -Tag Servers -Skip:(-not (Test-Path /usr/sbin/dovecot)) {
    BeforeAll {
        $folder = Join-Path '/tmp' ('mailops-pester-' + (Get-Random))
        $null = New-Item -ItemType Directory $folder
        for ($try = 0; $try -lt 20; $try++) {
            $port = 26000 + 10 * (Get-Random -Maximum 500)
            $env:OWNER = $PID
            $null = & (Join-Path $scripts 'dovecot-up') $folder $port
            if ($LASTEXITCODE -eq 0) { break }
        }
        $login = @{
            Server = 'localhost'; Port = $port + 1; DangerousAcceptAnyCertificate = $true
            Credential = [pscredential]::new('alice@example.test', (ConvertTo-SecureString secret -AsPlainText -Force))
        }
        $maildir = "$folder/mail/alice@example.test/Maildir"
        1..5 | ForEach-Object { [IO.File]::WriteAllText("$maildir/new/100$_.x.host", (New-BounceText $_ "a$_@partner.example", "b$_@partner.example")) }
        $store = Join-Path $TestDrive 'dovecot.db'
    }

    AfterAll { & (Join-Path $scripts 'server-down') --rm $folder }

    It 'gives a bounce mailbox to the suppression list and moves it away' {
        $done = Receive-MailMessage @login -First 3 | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -PassThru -Store $store |
            Complete-MailMessage -MoveTo 'Erledigt & ü'
        $done.Count | Should -Be 3
        @(Receive-MailMessage @login).Count | Should -Be 2
        @(Receive-MailMessage @login -Folder 'Erledigt & ü').Count | Should -Be 3
        Receive-MailMessage @login | ForEach-Object { "$($_.Flags)" } | Sort-Object -Unique | Should -Be ''
    }

    It 'reads as a master user' {
        $admin = [pscredential]::new('admin', (ConvertTo-SecureString adminpw -AsPlainText -Force))
        $as = $login.Clone(); $as.Credential = $admin
        $mail = Receive-MailMessage @as -Mailbox alice@example.test -MasterSeparator '*' -First 1
        $mail.Mailbox | Should -Be 'alice@example.test'
        (Receive-MailMessage @as -Mailbox alice@example.test -First 1).Uid | Should -Be $mail.Uid
    }

    It 'asks the token script on the thread of the pipeline' {
        function ConvertTo-Part($object) { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(($object | ConvertTo-Json -Compress))).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
        $now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $part = (ConvertTo-Part @{ alg = 'HS256'; typ = 'JWT' }) + '.' + (ConvertTo-Part @{ sub = 'alice@example.test'; iat = $now; exp = $now + 600 })
        $hmac = [Security.Cryptography.HMACSHA256]::new([Text.Encoding]::ASCII.GetBytes('secret'))
        $token = $part + '.' + [Convert]::ToBase64String($hmac.ComputeHash([Text.Encoding]::ASCII.GetBytes($part))).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $with = $login.Clone(); $with.Remove('Credential')
        @(Receive-MailMessage @with -UserName alice@example.test -TokenScript { $token }).Count | Should -Be 2
        { Receive-MailMessage @with -UserName alice@example.test -TokenScript { throw 'no token today' } } | Should -Throw -ErrorId 'MailOps.Intake.NoToken,*'
    }

    It 'says who was refused' {
        $wrong = $login.Clone(); $wrong.Credential = [pscredential]::new('alice@example.test', (ConvertTo-SecureString nono -AsPlainText -Force))
        { Receive-MailMessage @wrong } | Should -Throw -ErrorId 'MailOps.Imap.AuthenticationRejected,*'
        $trust = $login.Clone(); $trust.Remove('DangerousAcceptAnyCertificate')
        { Receive-MailMessage @trust } | Should -Throw -ErrorId 'MailOps.Net.Certificate*'
    }

    It 'watches, and gives what comes' {
        $seen = Receive-MailMessage @login -Watch | ForEach-Object -Begin { $count = 0 } -Process {
            $_
            $count++
            if ($count -eq 2) { [IO.File]::WriteAllText("$maildir/tmp/1009.x.host", (New-BounceText 9 'z@partner.example')); Move-Item "$maildir/tmp/1009.x.host" "$maildir/new/" }
        } | Select-Object -First 3
        $seen[2].Subject | Should -Be 'Undelivered Mail 9'
    }

    It 'deletes for good' {
        $null = Receive-MailMessage @login | Complete-MailMessage -Delete -Confirm:$false
        @(Receive-MailMessage @login).Count | Should -Be 0
    }
}
