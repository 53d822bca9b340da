# Composed, signed and message mail against a real Postfix. Skipped by name where it is not installed.
BeforeDiscovery {
    $missing = if (-not $IsLinux) { 'the server scripts need Linux' }
        elseif (-not (Test-Path /usr/lib/postfix/sbin/master)) { 'Postfix is not installed (tests/servers/install)' }
        elseif ((id -u) -ne '0') { 'Postfix can be started by root only' }
    if ($missing) { Write-Host "Drafts.Servers: skipped, $missing" }
}

Describe 'Composed mail and a real Postfix' -Skip:([bool] $missing) -Tag Servers {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
        $scripts = Join-Path $RepositoryRoot 'tests/servers'
        $env:OWNER = $PID
        $env:USERS = 'alice bob'
        foreach ($attempt in 1..20) {
            $port = 20000 + 10 * (Get-Random -Maximum 1200)
            $folder = Join-Path ([IO.Path]::GetTempPath()) ('md' + [guid]::NewGuid().ToString('N').Substring(0, 8))
            $output = & "$scripts/postfix-up" $folder $port 2>&1
            if ($LASTEXITCODE -eq 0) { break }
            & "$scripts/server-down" --rm $folder 2>&1 | Out-Null
            if ($attempt -eq 20) { throw "postfix-up failed: $output" }
        }
        Remove-Item Env:OWNER, Env:USERS
        $plain = "smtp://127.0.0.1:$port/?security=None"
        $send = @{ From = 'alice@example.test'; SmtpServer = $plain; Delay = '0'; Wait = $true; Timeout = '00:00:20' }

        function Wait-Mail([string] $MessageId) {
            foreach ($attempt in 1..300) {
                $found = Get-ChildItem "$folder/mail" -Recurse -File -ErrorAction SilentlyContinue | Where-Object { (Get-Content $_ -Raw).Contains("<$MessageId>") }
                if ($found) { return $found[0] }
                Start-Sleep -Milliseconds 100
            }
        }
    }

    AfterAll { & "$scripts/server-down" --rm $folder 2>&1 | Out-Null }

    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'signs as the mail leaves, so that a receiver believes it' {
        $key = New-DkimKey example.test s1 -Path (Join-Path $TestDrive 's1.pem')
        $zone = Join-Path $TestDrive 'zone.json'
        @{ 's1._domainkey.example.test' = @(@{ type = 'TXT'; value = @($key.Value) }) } | ConvertTo-Json -Depth 5 | Set-Content $zone
        $decision = [pscustomobject]@{ Email = 'bob@example.test'; Name = 'Bjørn' } |
            Send-DelayedMail @send -Template "Subject: Hej {{Name}}`n`n<h1>Hej {{Name}}</h1><p>På torsdag.</p>" -DkimKey $key.Reference -IgnoreFinding DRAFT020 -Store $store
        $decision.State | Should -Be 'Accepted' -Because $decision.Reason
        $file = Wait-Mail $decision.MessageId
        $file | Should -Not -BeNullOrEmpty
        ($file | Test-MailAuthentication -DnsZone $zone).DkimResult | Should -Be 'Pass'
        (Get-Content $file -Raw) | Should -BeLike '*multipart/alternative*'
        (Test-MailDraft $file).Subject | Should -Be 'Hej Bjørn'
    }

    It 'is signed by the queue of another process, and waits where that cannot read the key' {
        $pem = Join-Path $TestDrive 's2.pem'
        $key = New-DkimKey example.test s2 -Path $pem
        $queued = Send-DelayedMail -From alice@example.test -To bob@example.test -Subject Maintenance -Body Thursday -Delay 0 -DkimKey $key.Reference -IgnoreFinding DRAFT020 -Store $store
        Move-Item $pem "$pem.away"
        $run = @(Invoke-FreshPowerShell "(Invoke-MailQueue -SmtpServer '$plain' -Store '$store').ExitCode" -Option '-NonInteractive')
        $run[-1] | Should -Be '75'
        (Get-DelayedMail $queued.Id -Store $store).LastReply | Should -BeLike '*s2.pem*'
        Move-Item "$pem.away" $pem
        $null = Set-DelayedMail $queued.Id -Delay 0 -Store $store
        $run = @(Invoke-FreshPowerShell "(Invoke-MailQueue -SmtpServer '$plain' -Store '$store').ExitCode" -Option '-NonInteractive')
        $run[-1] | Should -Be '0'
        (Get-Content (Wait-Mail $queued.MessageId) -Raw) | Should -BeLike '*DKIM-Signature: *s=s2*'
    }

    It 'sends a message file as it is' {
        $file = Join-Path $TestDrive 'as-is.eml'
        "From: alice@example.test`r`nTo: somebody@elsewhere.example`r`nSubject: As it is`r`nMessage-ID: <as-is-1@example.test>`r`nX-Odd:  two  spaces`r`n`r`nBody.`r`n" |
            Set-Content $file -NoNewline
        $send.Remove('From')
        $decision = Send-DelayedMail @send -InputMessage $file -To bob@example.test -Store $store
        $decision.State | Should -Be 'Accepted'
        $text = Get-Content (Wait-Mail 'as-is-1@example.test') -Raw
        $text | Should -BeLike '*X-Odd:  two  spaces*'
        $text | Should -BeLike '*To: somebody@elsewhere.example*'
    }
}
