BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
    $customers = Join-Path $Examples 'customers.csv'
    $common = @{ From = 'news@corp.example'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
}

Describe 'The outbox' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'runs the headline pipe' {
        $decisions = Import-Csv $customers | Test-MailAddress -DnsZone $zone | Where-Object Verdict -eq Deliverable |
            Send-DelayedMail @common -Delay 00:10:00 -Store $store
        $decisions.Count | Should -Be 5
        $decisions.Action | Sort-Object -Unique | Should -Be 'DelayedUntil'
        $decisions[0].InputObject.InputObject.City | Should -Be 'Hamburg'
        @(Get-DelayedMail -Store $store).Count | Should -Be 5
    }

    It 'changes nothing with -WhatIf and makes no store' {
        $decisions = 'anna@partner.example' | Send-DelayedMail @common -Store $store -WhatIf
        $decisions.WhatIf | Should -BeTrue
        $decisions.Action | Should -Be 'DelayedUntil'
        Test-Path $store | Should -BeFalse
    }

    It 'queues the same mail of a campaign once' {
        $null = 'anna@partner.example' | Send-DelayedMail @common -Campaign spring -Store $store
        $again = 'anna@partner.example' | Send-DelayedMail @common -Campaign spring -Store $store
        $again.Action | Should -Be 'AlreadyQueued'
        $again.Changed | Should -BeFalse
    }

    It 'takes mail back, and a repeat changes nothing' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -Store $store
        $stopped = $queued | Stop-DelayedMail -Store $store
        $stopped.Action | Should -Be 'Cancelled'
        $stopped.InputObject.Address | Should -Be 'anna@partner.example'
        ($queued | Stop-DelayedMail -Store $store).Changed | Should -BeFalse
        (Get-DelayedMail -Store $store).State | Should -Be 'Cancelled'
    }

    It 'suspends and resumes' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -Store $store
        ($queued | Suspend-DelayedMail -Store $store).Action | Should -Be 'Held'
        (Get-DelayedMail -State Waiting -Store $store).Id | Should -Be $queued.Id
        ($queued | Resume-DelayedMail -Store $store -PassThru).State | Should -Be 'Queued'
    }

    It 'lets mail leave at another time, by object and by number' {
        $queued = 'anna@partner.example', 'ben@partner.example' | Send-DelayedMail @common -Store $store
        $moved = $queued | Set-DelayedMail -At ([datetime]::UtcNow.AddDays(3)) -Store $store
        $moved.Action | Sort-Object -Unique | Should -Be 'Rescheduled'
        (Get-DelayedMail -Store $store).DueAt | ForEach-Object { $_ | Should -BeGreaterThan ([datetime]::UtcNow.AddDays(2)) }
        $now = $queued.Id | Set-DelayedMail -Delay 0 -Store $store -PassThru
        $now.Count | Should -Be 2
        $now[0].DueAt | Should -BeLessOrEqual ([datetime]::UtcNow.AddSeconds(1))
        { Set-DelayedMail $queued[0].Id -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.DueTimeNeeded,*'
        { Set-DelayedMail $queued[0].Id -At '2020-01-01T00:00' -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.DueInPast,*'
    }

    It 'lets nobody approve his own mail' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -RequireApproval -Store $store
        $queued.Action | Should -Be 'NeedsApproval'
        $decision = Get-DelayedMail -Store $store | Approve-DelayedMail -Store $store
        $decision.Action | Should -Be 'NeedsApproval'
        $decision.Changed | Should -BeFalse
        ($queued | Resume-DelayedMail -Store $store).Action | Should -Be 'NeedsApproval'
        (Get-DelayedMail -Store $store).State | Should -Be 'Waiting'
    }

    It 'erases what is over, and only that' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -Store $store
        ($queued | Remove-DelayedMail -Store $store).Action | Should -Be 'NothingToDo'
        $null = $queued | Stop-DelayedMail -Store $store
        ($queued | Remove-DelayedMail -Store $store -WhatIf).Changed | Should -BeFalse
        ($queued | Remove-DelayedMail -Store $store).Action | Should -Be 'Removed'
        (Get-DelayedMail -Store $store).Subject | Should -BeNullOrEmpty
    }

    It 'asks for the number before it changes many' {
        $null = 1..21 | ForEach-Object { "person$_@partner.example" } | Send-DelayedMail @common -Store $store
        { Get-DelayedMail -Store $store | Stop-DelayedMail -Store $store -Count 20 } | Should -Throw -ErrorId 'MailOps.Outbox.CountDiffers,*'
        @(Get-DelayedMail -Store $store | Stop-DelayedMail -Store $store -Count 21).Count | Should -Be 21
    }

    It 'is refused, not asked, where nobody sits' {
        $script = "1..21 | ForEach-Object { `"p`$_@partner.example`" } | Send-DelayedMail -From a@corp.example -Subject s -Store '$store' | Out-Null; " +
            "try { Get-DelayedMail -Store '$store' | Stop-DelayedMail -Store '$store' } catch { `$_.FullyQualifiedErrorId }"
        Invoke-FreshPowerShell $script -Option '-NonInteractive' | Should -BeLike 'MailOps.Outbox.CountNeeded,*'
    }

    It 'attaches piped files to one mail' {
        Get-ChildItem (Join-Path $Examples 'bounces') -Filter *.eml | Select-Object -First 2 |
            Send-DelayedMail @common -To anna@partner.example -Store $store | Out-Null
        @(Get-DelayedMail -Store $store).Count | Should -Be 1
    }

    It 'does not swallow piped objects as attachments' {
        $row = [pscustomobject]@{ Email = 'anna@partner.example' }
        $null = $row | Send-DelayedMail @common -To boss@partner.example -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.InputNotUsed,*'
    }

    It 'decides about a recipient that is no address' {
        $decisions = Send-DelayedMail @common -To 'no address', anna@partner.example -Store $store
        ($decisions | Where-Object Address -eq 'no address').Action | Should -Be 'Invalid'
        ($decisions | Where-Object Address -eq 'anna@partner.example').Action | Should -Be 'DelayedUntil'
    }

    It 'lets no value add a header' {
        { Send-DelayedMail -From a@corp.example -To b@corp.example -Subject "x`r`nBcc: evil@corp.example" -Store $store } |
            Should -Throw -ErrorId 'MailOps.Mime.HeaderInjection,*'
        { Send-DelayedMail @common -To b@corp.example -Header @{ 'X-A' = "x`nBcc: evil@corp.example" } -Store $store } |
            Should -Throw -ErrorId 'MailOps.Mime.HeaderInjection,*'
        (Send-DelayedMail @common -To "b@corp.example`r`nBcc: evil@corp.example" -Store $store).Action | Should -Be 'Invalid'
        Send-DelayedMail @common -To "Anna`r`nBcc: evil@corp.example <b@corp.example>" -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Mime.HeaderInjection,*'
    }

    It 'refuses a bare number as a delay' {
        { Send-DelayedMail @common -To a@corp.example -Delay 10 -Store $store } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'queues all or nothing with -Atomic' {
        { 'a@corp.example', 42 | Send-DelayedMail @common -Atomic -Store $store -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'MailOps.Outbox.NothingQueued,*'
        Get-DelayedMail -Store $store -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'queues nothing with -Atomic when a recipient is no address' {
        { 'a@corp.example', 'no address', 'b@corp.example' | Send-DelayedMail @common -Atomic -Store $store -ErrorAction SilentlyContinue -ErrorVariable script:problem } |
            Should -Throw -ErrorId 'MailOps.Outbox.NothingQueued,*'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.InvalidRecipient,*'
        Get-DelayedMail -Store $store -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'names a folder that cannot be attached' {
        Send-DelayedMail @common -To b@corp.example -Attachments $TestDrive -Store $store -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Mime.AttachmentUnreadable,*'
        "$($problem[0])" | Should -BeLike "There is no file '*' to attach."
    }

    It 'queues each row once when the script is killed at row 700 of 1,000 and run again' {
        $list = Join-Path $TestDrive 'list.csv'
        1..1000 | ForEach-Object { [pscustomobject]@{ Email = "person$_@partner.example" } } | Export-Csv $list
        $run = "`$row = 0; Import-Csv '$list' | ForEach-Object { if (++`$row -eq `$kill) { Stop-Process -Id `$PID -Force }; `$_ } | " +
            "Send-DelayedMail -From news@corp.example -Subject Spring -Body Hello -Campaign spring -ListUnsubscribe https://corp.example/u -Delay 01:00:00 -Store '$store' | " +
            "Group-Object Action | ForEach-Object { '{0} {1}' -f `$_.Name, `$_.Count }"
        Invoke-FreshPowerShell "`$kill = 700; $run" | Should -BeNullOrEmpty
        $first = @(Get-DelayedMail -Store $store).Count
        $first | Should -BeGreaterThan 0
        $first | Should -BeLessThan 1000
        $again = Invoke-FreshPowerShell "`$kill = 0; $run"
        $again | Should -Contain "AlreadyQueued $first"
        $again | Should -Contain "DelayedUntil $(1000 - $first)"
        $mails = Get-DelayedMail -Store $store
        $mails.Count | Should -Be 1000
        @($mails | Select-Object -ExpandProperty Address | Sort-Object -Unique).Count | Should -Be 1000
    }

    It 'queues nothing when an atomic script is killed, and everything when it is run again' {
        $run = "1..1000 | ForEach-Object { if (`$_ -eq `$kill) { Stop-Process -Id `$PID -Force }; `"person`$_@partner.example`" } | " +
            "Send-DelayedMail -From news@corp.example -Subject Spring -Campaign spring -ListUnsubscribe https://corp.example/u -Atomic -Delay 01:00:00 -Store '$store' | Out-Null"
        Invoke-FreshPowerShell "`$kill = 700; $run" | Should -BeNullOrEmpty
        @(Get-DelayedMail -Store $store).Count | Should -Be 0
        Invoke-FreshPowerShell "`$kill = 0; $run" | Should -BeNullOrEmpty
        @(Get-DelayedMail -Store $store).Count | Should -Be 1000
    }

    It 'checks its store, and says so when it is not whole' {
        $null = 1..200 | ForEach-Object { "p$_@partner.example" } | Send-DelayedMail @common -Store $store
        $check = Test-MailQueueStore -Store $store
        $check.IsSound | Should -BeTrue
        $check.Deliveries | Should -Be 200
        $bytes = [IO.File]::ReadAllBytes($store)
        for ($i = [int] ($bytes.Length * 0.7); $i -lt $bytes.Length; $i++) { $bytes[$i] = 0xA5 }
        [IO.File]::WriteAllBytes($store, $bytes)
        Test-MailQueueStore -Store $store -Quiet | Should -BeFalse
        (Test-MailQueueStore -Store $store).Faults.Count | Should -BeGreaterThan 0
    }

    It 'finds the numbers of queued mail by tab' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -Store $store
        $line = "Stop-DelayedMail -Store '$store' -Id "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($queued.Id)"
    }

    It 'comes out of a job and a CLIXML file as what it was' {
        $queued = 'anna@partner.example' | Send-DelayedMail @common -Store $store
        $file = Join-Path $TestDrive 'mail.xml'
        Get-DelayedMail -Store $store | Export-Clixml $file
        $fromJob = Start-Job { Import-Module $using:ModuleManifest; Get-DelayedMail -Store $using:store } | Receive-Job -Wait -AutoRemoveJob
        foreach ($mail in $fromJob, (Import-Clixml $file)) {
            $mail | Should -BeOfType MailOps.Outbox.DelayedMail
            $mail.State -eq 'Queued' | Should -BeTrue
            $mail.Recipients[0].Address | Should -Be 'anna@partner.example'
            $mail.DueAt.Kind | Should -Be 'Utc'
        }
        (Import-Clixml $file | Stop-DelayedMail -Store $store).Action | Should -Be 'Cancelled'
    }
}

Describe 'Delivery' {
    BeforeAll { $sink = Start-SmtpSink }
    AfterAll { Stop-SmtpSink $sink }
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'sends what is due, and the log says so' {
        $null = Send-DelayedMail @common -To anna@partner.example -Delay 0 -Store $store
        $summary = Invoke-MailQueue -SmtpServer 127.0.0.1 -Port $sink.Port -Store $store
        $summary.Accepted | Should -Be 1
        $summary.ExitCode | Should -Be 0
        (Get-MailLog -Store $store).Status | Should -Be 'Accepted'
    }

    It 'ends with the outcome when it waits, and a refusal is an error' {
        $decisions = Send-DelayedMail @common -To anna@partner.example, refused@partner.example -Delay 0 -Wait `
            -SmtpServer 127.0.0.1 -Port $sink.Port -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue
        ($decisions | Where-Object Address -eq 'anna@partner.example').State | Should -Be 'Accepted'
        ($decisions | Where-Object Address -eq 'refused@partner.example').State | Should -Be 'Failed'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.NotDelivered,*'
    }

    It 'does not end well when it waits and a recipient is no address' {
        $decisions = 'no address', 'anna@partner.example' | Send-DelayedMail @common -Wait -Delay 0 -SmtpServer "127.0.0.1:$($sink.Port)" -Store $store `
            -ErrorAction SilentlyContinue -ErrorVariable problem
        $decisions.Action | Should -Be 'Invalid', 'Send'
        $decisions[1].State | Should -Be 'Accepted'
        $problem.FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.InvalidRecipient,*'
    }

    It 'gives up waiting for a dead server after -Timeout, and the mail stays queued' {
        $null = Send-DelayedMail @common -To anna@partner.example -Delay 0 -Wait -Timeout 00:00:02 `
            -SmtpServer 127.0.0.1 -Port 1 -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.NotDelivered,*'
        (Get-DelayedMail -Store $store).State | Should -Be 'Queued'
    }

    It 'rehearses into one mailbox, warns, and says so in the log' {
        $before = $sink.Mails.Count
        $null = 'anna@partner.example', 'ben@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store
        $summary = Invoke-MailQueue -SmtpServer 127.0.0.1 -Port $sink.Port -RedirectTo qa@corp.example -Store $store `
            -WarningVariable warned -WarningAction SilentlyContinue
        $summary.Accepted | Should -Be 2
        $warned[0].Message | Should -BeLike '*rehearsal*qa@corp.example*'
        $mails = @($sink.Mails.ToArray() | Select-Object -Skip $before)
        $mails | ForEach-Object { $_ | Should -BeLike '*X-MailOps-Rehearsal-For: *@partner.example*' }
        (Get-MailLog -Store $store).Server | Should -BeLike '*rehearsal into qa@corp.example*'
        { Invoke-MailQueue -RedirectTo nobody -SmtpServer 127.0.0.1 -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.InvalidRehearsal,*'
    }

    It 'shows with -WhatIf what is due, and sends nothing' {
        $before = $sink.Mails.Count
        $null = Send-DelayedMail @common -To anna@partner.example -Delay 0 -Store $store
        $due = Invoke-MailQueue -SmtpServer 127.0.0.1 -Port $sink.Port -Store $store -WhatIf
        $due.Action | Should -Be 'Send'
        $due.WhatIf | Should -BeTrue
        $sink.Mails.Count | Should -Be $before
    }
}

Describe 'Send-DelayedMail beside Send-MailMessage' -Skip:(-not (Get-Command Send-MailMessage -ErrorAction SilentlyContinue)) {
    It 'has every parameter with its aliases, position and type' {
        $ours = (Get-Command Send-DelayedMail).Parameters
        $commonNames = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($old in (Get-Command Send-MailMessage).Parameters.Values | Where-Object Name -notin $commonNames) {
            $new = $ours[$old.Name]
            $new | Should -Not -BeNullOrEmpty -Because "-$($old.Name) is missing"
            $new.ParameterType | Should -Be $old.ParameterType -Because "-$($old.Name)"
            foreach ($alias in $old.Aliases) { $new.Aliases | Should -Contain $alias }
            $oldPosition = ($old.Attributes | Where-Object { $_ -is [Parameter] }).Position
            ($new.Attributes | Where-Object { $_ -is [Parameter] })[0].Position | Should -Be $oldPosition -Because "-$($old.Name)"
        }
    }

    It 'binds no attachment from the pipe by value' {
        ((Get-Command Send-DelayedMail).Parameters['Attachments'].Attributes | Where-Object { $_ -is [Parameter] }).ValueFromPipeline | Should -BeFalse
    }
}
