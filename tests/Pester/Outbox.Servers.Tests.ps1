# The outbox against a real Postfix, with Dovecot for log-ins, as a user would use it. Skipped by name where they are not installed.
BeforeDiscovery {
    $missing = if (-not $IsLinux) { 'the server scripts need Linux' }
        elseif (-not (Test-Path /usr/lib/postfix/sbin/master)) { 'Postfix is not installed (tests/servers/install)' }
        elseif (-not (Test-Path /usr/sbin/dovecot)) { 'Dovecot is not installed (tests/servers/install)' }
        elseif ((id -u) -ne '0') { 'Postfix can be started by root only' }
    if ($missing) { Write-Host "Outbox.Servers: skipped, $missing" }
}

Describe 'The outbox and a real Postfix' -Skip:([bool] $missing) -Tag Servers {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/ServerScripts.ps1
        Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
        $scripts = Join-Path $RepositoryRoot 'tests/servers'
        $work = Join-Path ([IO.Path]::GetTempPath()) ('mo' + [guid]::NewGuid().ToString('N').Substring(0, 8))

        function Wait-Mail([string] $Folder, [string] $MessageId) {
            foreach ($attempt in 1..300) {
                $found = Get-ChildItem $Folder -File -ErrorAction SilentlyContinue | Where-Object { (Get-Content $_ -Raw).Contains("<$MessageId>") }
                if ($found) { return @($found | ForEach-Object { Get-Content $_ -Raw }) }
                Start-Sleep -Milliseconds 100
            }
        }

        $env:OWNER = $PID
        $env:USERS = 'alice:secret bob:secret'
        $dovecot = Start-TestServer dovecot-up
        $submission = Start-TestServer postfix-up $dovecot.Folder
        $env:USERS = 'alice bob'
        $postfix = Start-TestServer postfix-up
        Remove-Item Env:OWNER, Env:USERS

        # Without TLS, since this process does not trust the throw-away authority; the fresh ones below do.
        $plain = "smtp://127.0.0.1:$($postfix.Port)/?security=None"

        # .NET on Linux trusts the authorities of this file; only fresh processes read it.
        $authorities = Join-Path $TestDrive 'authorities.pem'
        Get-Content "$($postfix.Folder)/tls/ca.pem", "$($submission.Folder)/tls/ca.pem" | Set-Content $authorities
        $common = @{ From = 'alice@example.test'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }
    }

    AfterAll { $postfix, $submission, $dovecot | ForEach-Object { & "$scripts/server-down" --rm $_.Folder 2>&1 | Out-Null } }

    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'delivers with -Wait into a mailbox and says what the server said' {
        $decision = Send-DelayedMail @common -To alice@example.test -Delay 0 -Wait -Timeout 00:00:20 -SmtpServer $plain -Store $store
        $decision.State | Should -Be 'Accepted'
        $decision.Reason | Should -BeLike '250 2.0.0 Ok: * queued as *'
        @(Wait-Mail "$($postfix.Folder)/mail/alice@example.test/new" $decision.MessageId).Count | Should -Be 1
    }

    It 'delivers what was queued, each mail once, also when the queue is run again' {
        $queued = 1..5 | ForEach-Object { 'alice@example.test', 'bob@example.test' } | Send-DelayedMail @common -IgnoreFinding DRAFT016 -Delay 0 -Store $store
        (Invoke-MailQueue -SmtpServer $plain -Store $store).Accepted | Should -Be 10
        (Invoke-MailQueue -SmtpServer $plain -Store $store).Accepted | Should -Be 0
        foreach ($mail in $queued) {
            $user = $mail.Address
            @(Wait-Mail "$($postfix.Folder)/mail/$user/new" $mail.MessageId).Count | Should -Be 1
        }
    }

    It 'tells an unknown recipient from a known one' {
        $decisions = Send-DelayedMail @common -To alice@example.test, nobody@example.test -Delay 0 -Wait -Timeout 00:00:20 -SmtpServer $plain `
            -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue
        ($decisions | Where-Object Address -eq 'alice@example.test').State | Should -Be 'Accepted'
        ($decisions | Where-Object Address -eq 'nobody@example.test').State | Should -Be 'Failed'
        $problem[0].ToString() | Should -BeLike '*550*5.1.1*'
    }

    It 'logs in over <Name> under -NonInteractive, and the transcript tells no secret' -ForEach @(
        @{ Name = 'STARTTLS'; Offset = 1; Extra = '-UseSsl' }
        @{ Name = 'implicit TLS'; Offset = 2; Extra = '' }
    ) {
        $port = $submission.Port + $Offset
        $transcript = Join-Path $TestDrive "transcript-$Offset.txt"
        $server = if ($Offset -eq 2) { "smtp://localhost:$port/?security=ImplicitTls" } else { "localhost:$port" }
        $script = "`$who = [pscredential]::new('alice@example.test', (ConvertTo-SecureString secret -AsPlainText -Force)); " +
            "`$d = Send-DelayedMail -From alice@example.test -To bob@example.test -Subject Maintenance -Body Hidden -Delay 0 " +
            "-Timeout 00:00:20 -SmtpServer '$server' $Extra -Credential `$who -TranscriptPath '$transcript' -Store '$store'; " +
            "`$d.State; `$d.MessageId"
        $env:SSL_CERT_FILE = $authorities
        try { $output = @(Invoke-FreshPowerShell $script -Option '-NonInteractive') } finally { Remove-Item Env:SSL_CERT_FILE }
        $output[0] | Should -Be 'Accepted' -Because ($output -join "`n")
        $mail = @(Wait-Mail "$($dovecot.Folder)/mail/bob@example.test/Maildir/new" $output[1])
        $mail.Count | Should -Be 1
        $mail[0] | Should -BeLike '*ESMTPSA*'
        $text = Get-Content $transcript -Raw
        $text | Should -BeLike '*C: AUTH *'
        $text | Should -BeLike '*C: RCPT TO:<bob@example.test>*'
        $text | Should -Not -BeLike '*secret*'
        $text | Should -Not -BeLike ('*' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("`0alice@example.test`0secret")) + '*')
        $text | Should -Not -BeLike '*Hidden*'
    }

    It 'keeps mail whose server does not know the password, with exit code 78' {
        $script = "`$who = [pscredential]::new('alice@example.test', (ConvertTo-SecureString wrong -AsPlainText -Force)); " +
            "`$null = Send-DelayedMail -From alice@example.test -To bob@example.test -Subject s -Delay 0 -Store '$store'; " +
            "(Invoke-MailQueue -SmtpServer localhost -Port $($submission.Port + 1) -UseSsl -Credential `$who -Store '$store' -WarningAction SilentlyContinue).ExitCode"
        $env:SSL_CERT_FILE = $authorities
        try { Invoke-FreshPowerShell $script -Option '-NonInteractive' | Select-Object -Last 1 | Should -Be 78 } finally { Remove-Item Env:SSL_CERT_FILE }
        (Get-DelayedMail -Store $store).State | Should -Be 'Queued'
    }

    It 'runs as a script file under -NonInteractive and hands its exit code to the scheduler' {
        $file = Join-Path $TestDrive 'run.ps1'
        Set-Content $file "Import-Module '$ModuleManifest'; exit (Invoke-MailQueue -SmtpServer '$plain' -Store '$store').ExitCode"
        $null = Send-DelayedMail @common -To alice@example.test, nobody@example.test -Delay 0 -Store $store
        & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $file | Out-Null
        $LASTEXITCODE | Should -Be 1
        & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $file | Out-Null
        $LASTEXITCODE | Should -Be 0
    }
}

Describe 'A server or a store that is broken' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $common = @{ From = 'alice@example.test'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }

        # Answers every connection with these bytes and then says nothing more.
        function Start-Babbler([string] $Text) {
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                param($listener, $text)
                $open = @()
                try {
                    while ($true) {
                        $client = $listener.AcceptTcpClient(); $open += $client
                        $bytes = [Text.Encoding]::Latin1.GetBytes($text)
                        $client.GetStream().Write($bytes, 0, $bytes.Length)
                    }
                }
                catch [System.Management.Automation.MethodInvocationException] { } # The listener was stopped: the test is over.
            }).AddArgument($listener).AddArgument($Text)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell }
        }
    }

    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'is named when it speaks garbage, and the mail stays' {
        $server = Start-Babbler "`0`0garbage`r`n"
        try {
            $null = Send-DelayedMail @common -To bob@example.test -Delay 0 -Store $store
            $summary = Invoke-MailQueue -SmtpServer 127.0.0.1 -Port $server.Port -Store $store -WarningVariable warned -WarningAction SilentlyContinue
        }
        finally { $server.Listener.Stop(); $server.Shell.Dispose() }
        $summary.Deferred | Should -Be 1
        $summary.ExitCode | Should -Be 75
        $warned[0].Message | Should -BeLike "*127.0.0.1:$($server.Port)*OUT005*"
        (Get-DelayedMail -Store $store).State | Should -Be 'Queued'
    }

    It 'does not hold a script longer than -Timeout when it hangs' {
        $server = Start-Babbler ''
        try {
            $null = Send-DelayedMail @common -To bob@example.test -Delay 0 -Wait -Timeout 00:00:01 -SmtpServer 127.0.0.1 -Port $server.Port `
                -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        }
        finally { $server.Listener.Stop(); $server.Shell.Dispose() }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.NotDelivered,*'
        (Get-DelayedMail -Store $store).State | Should -Be 'Queued'
    }

    It 'is refused when it is no store, and left as it is' {
        Set-Content $store 'this is no database, and it is somebody else''s'
        { Send-DelayedMail @common -To bob@example.test -Store $store } | Should -Throw -ErrorId 'MailOps.Store.NotAStore,*'
        { Get-DelayedMail -Store $store } | Should -Throw -ErrorId 'MailOps.Store.NotAStore,*'
        Get-Content $store | Should -Be 'this is no database, and it is somebody else''s'
    }

    It 'is an error when it is damaged, and the error names it' {
        $null = 1..200 | ForEach-Object { "p$_@example.test" } | Send-DelayedMail @common -Store $store
        $bytes = [IO.File]::ReadAllBytes($store)
        for ($i = 30 * 4096; $i -lt $bytes.Length; $i++) { $bytes[$i] = 0xA5 }
        [IO.File]::WriteAllBytes($store, $bytes)
        $problem = { Get-DelayedMail -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Store.Corrupt,*' -PassThru
        $problem.ToString() | Should -BeLike "*$store*"
    }

    It 'can still be read where it cannot be written' -Skip:($IsWindows -or (id -u) -eq '0') {
        $null = Send-DelayedMail @common -To bob@example.test -Store $store
        chmod 444 $store
        { Send-DelayedMail @common -To bob@example.test -Store $store } | Should -Throw -ErrorId 'MailOps.Store.*'
        @(Get-DelayedMail -Store $store).Count | Should -Be 1
    }

    It 'refuses -TranscriptPath where nothing is sent, and one that cannot be written before anything is queued' {
        { Send-DelayedMail @common -To bob@example.test -TranscriptPath (Join-Path $TestDrive t.txt) -Store $store } |
            Should -Throw -ErrorId 'MailOps.Outbox.TranscriptNeedsWait,*'
        { Send-DelayedMail @common -To bob@example.test -Wait -SmtpServer 127.0.0.1 -TranscriptPath (Join-Path $TestDrive no/folder/t.txt) -Store $store } |
            Should -Throw -ErrorId 'MailOps.Net.TranscriptNotWritable,*'
        Test-Path $store | Should -BeFalse
    }
}
