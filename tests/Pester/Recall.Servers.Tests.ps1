# A mail sent through a real Postfix and taken back out of a real Dovecot, as an admin would. Skipped by name where they are not installed.
BeforeDiscovery {
    $missing = if (-not $IsLinux) { 'the server scripts need Linux' }
        elseif (-not (Test-Path /usr/lib/postfix/sbin/master)) { 'Postfix is not installed (tests/servers/install)' }
        elseif (-not (Test-Path /usr/sbin/dovecot)) { 'Dovecot is not installed (tests/servers/install)' }
        elseif ((id -u) -ne '0') { 'Postfix can be started by root only' }
    if ($missing) { Write-Host "Recall.Servers: skipped, $missing" }
}

Describe 'A recall from a real Dovecot' -Skip:([bool] $missing) -Tag Servers {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/ServerScripts.ps1
        Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
        $scripts = Join-Path $RepositoryRoot 'tests/servers'
        $work = Join-Path ([IO.Path]::GetTempPath()) ('mr' + [guid]::NewGuid().ToString('N').Substring(0, 8))

        # What doveadm sees, past all of MailOps.
        function Find-Mail([string] $User, [string] $MessageId) {
            @(& doveadm -c "$($dovecot.Folder)/dovecot.conf" search -u $User header message-id $MessageId)
        }

        function Wait-Mail([string] $User, [string] $MessageId) {
            foreach ($attempt in 1..200) {
                if (Find-Mail $User $MessageId) { return }
                Start-Sleep -Milliseconds 100
            }
            throw "$MessageId did not come to $User."
        }

        $env:OWNER = $PID
        $env:USERS = 'alice:secret bob:secret quarantine:secret'
        $dovecot = Start-TestServer dovecot-up
        $postfix = Start-TestServer postfix-up $dovecot.Folder
        Remove-Item Env:OWNER, Env:USERS
        $plain = "smtp://127.0.0.1:$($postfix.Port)/?security=None"
        $master = [pscredential]::new('admin', (ConvertTo-SecureString adminpw -AsPlainText -Force))
        $server = @{ Server = '127.0.0.1'; Port = $dovecot.Port + 1; MasterSeparator = '*'; DangerousAcceptAnyCertificate = $true }
        $order = $server + @{ Reason = 'Wrong file'; Credential = $master }
    }

    AfterAll { $postfix, $dovecot | ForEach-Object { & "$scripts/server-down" --rm $_.Folder 2>&1 | Out-Null } }

    BeforeEach {
        $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db')
        $sent = Send-DelayedMail -From boss@example.test -To alice@example.test, bob@example.test -Subject 'Salaries' -Body 'See https://files.example.test/x' `
            -Delay 0 -Wait -Timeout 00:00:30 -SmtpServer $plain -Store $store
        $id = $sent[0].MessageId
        'alice@example.test', 'bob@example.test' | ForEach-Object { Wait-Mail $_ $id }
        Set-MailRecallPolicy -QuarantineMailbox quarantine@example.test -Store $store
    }

    It 'shows a plan, recalls from the log, tells the log, and puts everything back' {
        $plan = Get-MailLog -Store $store | Select-Object -First 1 | Invoke-MailRecall @order -Store $store -WhatIf
        $plan.Status | Should -Be 'RecalledUnread', 'RecalledUnread'
        $plan.WhatIf | Should -Be $true, $true
        Get-MailRecall -Store $store | Should -BeNullOrEmpty
        (Find-Mail alice@example.test $id).Count | Should -Be 1

        $done = Get-MailLog -Store $store | Select-Object -First 1 | Invoke-MailRecall @order -Store $store
        $done.Status | Should -Be 'RecalledUnread', 'RecalledUnread'
        $done.Place | Should -Be 'INBOX', 'INBOX'
        (Find-Mail alice@example.test $id).Count + (Find-Mail bob@example.test $id).Count | Should -Be 0
        (Find-Mail quarantine@example.test $id).Count | Should -Be 2
        Get-MailLog -Status Recalled -Store $store | ForEach-Object { $_.Address } | Sort-Object | Should -Be 'alice@example.test', 'bob@example.test'
        $recall = Get-MailRecall -Store $store
        $recall.State | Should -Be 'Completed'
        $recall.Summary | Should -Be 'RecalledUnread 2'
        (Get-MailRecall -Audit -Store $store).Action | Should -Contain 'taken'

        $undone = $recall | Undo-MailRecall -Credential $master -Store $store
        $undone.Status | Should -Be 'Restored', 'Restored'
        (Find-Mail alice@example.test $id).Count + (Find-Mail bob@example.test $id).Count | Should -Be 2
        Find-Mail quarantine@example.test $id | Should -BeNullOrEmpty
        (Get-MailLog -Store $store).Status | Should -Be 'Accepted', 'Accepted'
    }

    It 'refuses what the policy does not allow, and changes nothing' {
        Set-MailRecallPolicy -AllowPermanent $false -MaximumAge 00:00:00.001 -Excluded 'bob@*' -Store $store
        { Invoke-MailRecall $id @order -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.TooOld,*'
        { Invoke-MailRecall $id @order -MaximumAge 1.00:00:00 -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.TooOld,*'
        { Invoke-MailRecall $id @order -Permanent -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.PermanentNotAllowed,*'
        Set-MailRecallPolicy -MaximumAge 0 -Requester somebody-else -Store $store
        { Invoke-MailRecall $id @order -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.NotAllowed,*'
        (Find-Mail alice@example.test $id).Count | Should -Be 1
        Set-MailRecallPolicy -Requester @() -Store $store
        (Invoke-MailRecall $id @order -Store $store).Status | Should -Be 'RecalledUnread', 'Excluded'
        (Find-Mail bob@example.test $id).Count | Should -Be 1
    }

    It 'asks nobody in a runbook: -Permanent needs -Force or -Confirm:$false' {
        { Invoke-MailRecall $id @order -Permanent -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.NotConfirmed,*'
        (Find-Mail alice@example.test $id).Count | Should -Be 1
        (Invoke-MailRecall $id @order -Permanent -Confirm:$false -Store $store).Status | Should -Be 'RecalledUnread', 'RecalledUnread'
        Find-Mail alice@example.test $id | Should -BeNullOrEmpty
        { Undo-MailRecall 1 -Credential $master -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.Irreversible,*'
    }

    It 'remembers where the secret is, so that the queue goes on by itself' {
        $env:RECALL_PW = 'adminpw'
        $first = Invoke-MailRecall $id @server -Reason x -UserName admin -Secret env:RECALL_PW -Recipient alice@example.test, quarantine@example.test -Store $store
        $first.Status | Should -Be 'RecalledUnread', 'NotFound'
        (Get-MailRecall -Store $store).State | Should -Be 'Pending'
        (Resume-MailRecall 1 -Store $store | Where-Object Mailbox -eq alice@example.test).Status | Should -Be 'RecalledUnread'
        (Undo-MailRecall 1 -Store $store | Where-Object Mailbox -eq alice@example.test).Status | Should -Be 'Restored'
        Remove-Item Env:RECALL_PW
        { Resume-MailRecall 1 -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.NoMailboxes,*'
    }

    It 'says what to do when no mailboxes are named' {
        { Invoke-MailRecall $id -Reason x -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Recall.NoMailboxes,*'
    }

    It 'works on the Maildirs themselves' {
        $disk = @{ Reason = 'x'; MaildirPath = "$($dovecot.Folder)/mail/%u/Maildir"; Store = $store }
        (Invoke-MailRecall $id @disk).Status | Should -Be 'RecalledUnread', 'RecalledUnread'
        Find-Mail alice@example.test $id | Should -BeNullOrEmpty
        (Undo-MailRecall 1 -Store $store).Status | Should -Be 'Restored', 'Restored'
        (Find-Mail alice@example.test $id).Count | Should -Be 1
    }

    It 'fits 80 columns' {
        $text = Invoke-MailRecall $id @order -Store $store -WhatIf | Out-String -Width 80
        $text | Should -Match 'RecalledUnread alice@example.test +INBOX'
        $text -split "`n" | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
    }
}
