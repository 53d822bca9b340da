BeforeAll {
    . $PSScriptRoot/Common.ps1
    $common = @{ From = 'news@corp.example'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue

    # A bounce as Postfix writes it, about a mail that the store sent.
    function New-Bounce([string] $Address, [string] $MessageId, [string] $Status = '5.1.1', [string] $Text = '550 5.1.1 no such user') {
        $file = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.eml')
        @"
From: MAILER-DAEMON@mx.corp.example
To: news@corp.example
Subject: Undelivered Mail Returned to Sender
Date: Sun, 01 Mar 2026 12:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.corp.example

Final-Recipient: rfc822; $Address
Action: failed
Status: $Status
Remote-MTA: dns; mx.partner.example
Diagnostic-Code: smtp; $Text

--b
Content-Type: text/rfc822-headers

From: news@corp.example
Message-ID: <$MessageId>
Subject: Maintenance

--b--
"@ | Set-Content -LiteralPath $file
        Get-Item -LiteralPath $file
    }
}

Describe 'The suppression list' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'reads like a decision table with -WhatIf and changes nothing' {
        $sent = 'anna@partner.example', 'ben@partner.example' | Send-DelayedMail @common -Store $store
        $files = @(
            New-Bounce anna@partner.example $sent[0].MessageId
            New-Bounce ben@partner.example $sent[1].MessageId '4.2.2' '452 4.2.2 mailbox full'
            New-Bounce carl@partner.example 'never@sent.example'
            New-Bounce postmaster@partner.example 'never@sent.example'
        )
        $table = $files | Get-BounceClassification | Update-MailSuppression -Store $store -WhatIf
        $table.Action | Should -Be 'Block', 'Observe', 'Unmatched', 'Protected'
        $table.WhatIf | Sort-Object -Unique | Should -BeTrue
        $table[0].Reason | Should -BeLike 'UserUnknown: *no such user*'
        $table[1].Reason | Should -BeLike 'MailboxFull: soft failure number 1*'
        Get-MailSuppression -Store $store | Should -BeNullOrEmpty

        ($files | Get-BounceClassification | Update-MailSuppression -Store $store).Action | Should -Be $table.Action
        ($files | Get-BounceClassification | Update-MailSuppression -Store $store).Action | Sort-Object -Unique | Should -Be 'AlreadyKnown'
        ($table | Out-String -Width 80) | Should -BeLike '*Block[?]*anna@partner.example*UserUnknown*'
    }

    It 'keeps a row of the decision table short, and names the file of a mail without an address' {
        $sent = Send-DelayedMail @common -To anna@partner.example -Store $store
        $note = Join-Path $TestDrive note.eml
        Set-Content -LiteralPath $note "From: anna@partner.example`nTo: news@corp.example`nSubject: Hello`n`nThank you."
        $long = New-Bounce anna@partner.example $sent.MessageId '5.1.1' ('550 5.1.1 no such user here ' + ('x' * 300))
        $table = $long, $note | Get-BounceClassification | Update-MailSuppression -Store $store -WhatIf
        $table[0].Reason.Length | Should -BeLessThan 110
        $table[1].Reason | Should -Be 'no failure: NotABounce (note.eml)'
    }

    It 'breaks the reason of a decision between its words at 80 columns' {
        $sent = Send-DelayedMail @common -To anna@partner.example -Store $store
        $bounce = New-Bounce anna@partner.example $sent.MessageId '5.1.1' '550 5.1.1 sorry, no mailbox here by that name at this site'
        $lines = ($bounce | Get-BounceClassification | Update-MailSuppression -Store $store -WhatIf | Out-String -Width 80) -split '\r?\n'
        $cells = $lines.ForEach{ $_.TrimEnd() -split '\s{2,}' | Select-Object -Last 1 }
        $cells -join ' ' | Should -BeLike '*550 5.1.1 sorry, no mailbox here by that name at this site*'
    }

    It 'simulates another policy on the past with -WhatIf, and says so when nothing would change' {
        $sent = Send-DelayedMail @common -To ben@partner.example -Store $store
        $null = New-Bounce ben@partner.example $sent.MessageId '4.2.2' '452 4.2.2 mailbox full' | Get-BounceClassification | Update-MailSuppression -Store $store

        $changes = Set-MailSuppressionPolicy -SoftLimit 0 -WhatIf -Store $store
        $changes.Address | Should -Be 'ben@partner.example'
        $changes.Action | Should -Be 'Block'
        $changes.WhatIf | Should -BeTrue
        (Get-MailSuppressionPolicy -Store $store).SoftLimit | Should -Be 5
        Set-MailSuppressionPolicy -SoftLimit 50 -WhatIf -Store $store | Should -BeNullOrEmpty

        Start-Transcript (Join-Path $TestDrive policy.txt) | Out-Null
        try { $null = Set-MailSuppressionPolicy -SoftLimit 0 -WhatIf -Store $store; Set-MailSuppressionPolicy -SoftLimit 50 -WhatIf -Store $store }
        finally { Stop-Transcript | Out-Null }
        $said = Get-Content -Raw (Join-Path $TestDrive policy.txt)
        $said | Should -BeLike '*changed addresses: 1, of these 1 blocked, 0 unblocked*'
        $said | Should -BeLike '*no address changes its state*'
    }

    It 'unblocks what the log shows as bounced, with a reason, and shows the evidence' {
        $sent = Send-DelayedMail @common -To anna@partner.example -Store $store
        $file = New-Bounce anna@partner.example $sent.MessageId
        $null = $file | Get-BounceClassification | Update-MailSuppression -Store $store
        (Get-MailLog -Status Bounced -Store $store).Address | Should -Be 'anna@partner.example'

        $removed = Get-MailLog -Status Bounced -Store $store | Remove-MailSuppression -Reason 'ticket 4711' -Store $store
        $removed.Action | Should -Be 'Unblock'
        $removed.InputObject.Subject | Should -Be 'Maintenance'
        $entry = Get-MailSuppression anna@partner.example -Store $store
        $entry.State | Should -Be 'Probation'
        $evidence = Get-MailSuppression anna@partner.example -Evidence -Store $store
        $evidence.Kind | Should -Be 'Bounced', 'SuppressionRemoved'
        $evidence[0].Source | Should -Be $file.FullName
        $evidence[1].Diagnostic | Should -Be 'ticket 4711'
        ('anna@partner.example' | Remove-MailSuppression -Store $store).Changed | Should -BeFalse
    }

    It 'adds by hand, with -WhatIf nothing, and is consulted when mail is sent' {
        ('Anna@Partner.example' | Add-MailSuppression -Reason 'asked by phone' -Store $store -WhatIf).Action | Should -Be 'Block'
        Test-Path $store | Should -BeFalse
        (Add-MailSuppression anna@partner.example -Reason 'asked by phone' -Store $store -PassThru).State | Should -Be 'Blocked'
        (Send-DelayedMail @common -To anna@partner.example -Store $store).Action | Should -Be 'Suppressed'
        (Add-MailSuppression abuse@partner.example -Store $store).Action | Should -Be 'Protected'
        $null = 'no address' | Add-MailSuppression -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.Invalid,*'
    }

    It 'holds a burst with a warning until it is confirmed, or undoes it' {
        $bounces = 1..51 | ForEach-Object { Get-BounceClassification -Text "550 5.1.1 <user$_@partner.example>: no such user" }
        $decisions = $bounces | Update-MailSuppression -TrustUnmatched -Store $store -WarningVariable warning -WarningAction SilentlyContinue
        $decisions.Action | Sort-Object -Unique | Should -Be 'Hold'
        "$warning" | Should -BeLike '*SuppressionBurst: 51 new hard entries for partner.example*SUPP001*'
        @(Get-MailSuppression -State Held -Store $store).Count | Should -Be 51
        (Get-MailOpsStatus -Store $store).Findings.Id | Should -Be 'SUPP002'
        (Invoke-MailQueue -Store $store -WarningVariable held -WarningAction SilentlyContinue).Findings.Id | Should -Be 'SUPP002'
        "$held" | Should -BeLike '*51 addresses*'
        (Get-MailSuppression user1@partner.example -Store $store | Add-MailSuppression -Store $store).Action | Should -Be 'Block'

        $undone = Restore-MailSuppression -Run $decisions[0].Run -Reason 'the provider erred' -Store $store
        @($undone | Where-Object Action -eq Unblock).Count | Should -BeGreaterOrEqual 50
        Get-MailSuppression -State Held -Store $store | Should -BeNullOrEmpty
        { Restore-MailSuppression -Store $store } | Should -Throw -ErrorId 'MailOps.Suppression.NothingNamed,*'
    }

    It 'keeps its policy in the store and simulates another one on the past' {
        $null = Get-BounceClassification -Text '550 5.1.1 <a@corp.example>: no such user' | Update-MailSuppression -TrustUnmatched -Store $store
        $change = Set-MailSuppressionPolicy -OwnDomain corp.example -Simulate -Store $store
        $change.Action | Should -Be 'Unblock'
        (Get-MailSuppression a@corp.example -Store $store).State | Should -Be 'Blocked'
        (Set-MailSuppressionPolicy -OwnDomain corp.example -SoftLimit 3 -Store $store).Changed | Should -BeTrue
        $policy = Get-MailSuppressionPolicy -Store $store
        $policy.OwnDomains | Should -Be 'corp.example'
        $policy.SoftLimit | Should -Be 3
        $policy.BlockHardAtOnce | Should -BeTrue
        (Set-MailSuppressionPolicy -SoftLimit -1 -Store $store -PassThru).SoftLimit | Should -BeNullOrEmpty
    }

    It 'takes the exports of providers over and writes them' -ForEach @(
        @{ Name = 'Mailgun'; Text = "address,code,error,created_at`na@x.example,550,No such user,`"Fri, 21 Oct 2011 11:02:55 GMT`"" }
        @{ Name = 'SendGrid'; Text = "status,reason,email,created`n5.1.1,550 5.1.1 no such user,a@x.example,1443651125" }
        @{ Name = 'Postmark'; Text = "EmailAddress,SuppressionReason,Origin,CreatedAt`na@x.example,HardBounce,Recipient,2019-12-17T08:58:33-05:00" }
        @{ Name = 'SES'; Text = 'a@x.example,BOUNCE' }
        @{ Name = 'list'; Text = "a@x.example`n" }
        @{ Name = 'Excel'; Text = "Name;E-Mail`nAnna;a@x.example" }
    ) {
        $file = Join-Path $TestDrive "$Name.csv"
        Set-Content -LiteralPath $file $Text
        (Import-MailSuppression $file -Store $store -WhatIf).Action | Should -Be 'Block'
        @(Import-MailSuppression (Join-Path $TestDrive 'none.csv'), $file -Store $store -WhatIf -ErrorAction SilentlyContinue).Count | Should -Be 1
        (Get-Item $file | Import-MailSuppression -Store $store).Changed | Should -BeTrue
        (Import-MailSuppression $file -Store $store).Action | Should -Be 'AlreadyBlocked'
        (Get-MailSuppression -Store $store).Address | Should -Be 'a@x.example'

        $copy = Join-Path $TestDrive "$Name-copy.csv"
        (Export-MailSuppression $copy -Store $store -PassThru).FullName | Should -Be (Get-Item $copy).FullName
        $second = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db')
        (Import-MailSuppression $copy -Store $second).Action | Should -Be 'Block'
        (Get-MailSuppression -Store $second).Since.ToString('s') | Should -Be (Get-MailSuppression -Store $store).Since.ToString('s')
    }

    It 'blocks on your word the final recipient of a bounce that joins no mail, and the address you had used where you say so' {
        $mail = Join-Path $TestDrive 'forwarded.eml'
        Set-Content $mail @'
From: MAILER-DAEMON@mx.example
To: news@corp.example
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Original-Recipient: rfc822; anna@corp.example
Final-Recipient: rfc822; anna.b@elsewhere.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b--
'@
        $bounce = Get-BounceClassification $mail
        ($bounce | Update-MailSuppression -Store $store).Action | Should -Be 'Unmatched'
        $decision = $bounce | Update-MailSuppression -TrustUnmatched -Store $store
        $decision.Action, $decision.Address | Should -Be 'Block', 'anna.b@elsewhere.example'
        $own = $bounce | Where-Object { $_.Permanence -eq 'Hard' -and $_.OriginalRecipient } | Add-MailSuppression -AddressProperty OriginalRecipient -Store $store
        $own.Address | Should -Be 'anna@corp.example'
    }

    It 'takes over what the interfaces of providers answer, as a file and from the pipe' {
        $file = Join-Path $TestDrive 'ses.json'
        Set-Content $file '{ "SuppressedDestinationSummaries": [', '  { "EmailAddress": "a@x.example", "Reason": "COMPLAINT", "LastUpdateTime": "2026-03-01T12:00:00+01:00" } ] }', '{ "SuppressedDestinationSummaries": [ { "EmailAddress": "b@x.example", "Reason": "BOUNCE" } ], "NextToken": "x" }'
        @(Import-MailSuppression $file -Store $store -WhatIf -WarningVariable warning -WarningAction SilentlyContinue | ForEach-Object Address) | Should -Be 'a@x.example', 'b@x.example'
        "$warning" | Should -BeLike '*ses.json*NextToken*SUPP004*'
        @(Get-Content $file | Import-MailSuppression -Store $store -WhatIf -WarningAction SilentlyContinue) | Should -HaveCount 2
        @(Get-Content $file -Raw | Import-MailSuppression -Store $store -WarningAction SilentlyContinue) | Should -HaveCount 2
        @($file | Import-MailSuppression -Store $store -WarningAction SilentlyContinue).Action | Should -Be 'AlreadyBlocked', 'AlreadyBlocked'
        (Get-MailSuppression a@x.example -Store $store).Reason | Should -Be 'Feedback'
        @('# remark', 'c@x.example', 'd@x.example' | Import-MailSuppression -Store $store) | Should -HaveCount 2

        Set-Content $file '{"message":"Forbidden"}'
        { Import-MailSuppression $file -Store $store -ErrorAction Stop } | Should -Throw '*ses.json*' -ErrorId 'MailOps.Suppression.UnknownJson,*'
        { '[{"email":' | Import-MailSuppression -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Suppression.InvalidJson,*'
        { [pscustomobject]@{ Address = 'a@x.example' } | Import-MailSuppression -Store $store -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Suppression.NoInput,*'
        $null = "Name,Email`nAnna,e@x.example`nBen,`n" | Import-MailSuppression -Store $store -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*line 3*SUPP003*'
    }

    It 'sends a digest through the outbox, but not to a suppressed address' {
        $null = Add-MailSuppression former@corp.example -Store $store
        $null = Get-BounceClassification -Text '550 5.1.1 <a@x.example>: no such user' |
            Update-MailSuppression -TrustUnmatched -NotifyTo admin@corp.example, former@corp.example -Store $store
        $mail = Get-DelayedMail -Store $store
        $mail.Subject | Should -Be 'Suppression list: 1 newly blocked'
        ($mail.Recipients | Where-Object Address -eq former@corp.example).State | Should -Be 'Suppressed'
        ($mail.Recipients | Where-Object Address -eq admin@corp.example).State | Should -Be 'Queued'

        # What leaves the outbox names the one and not the other.
        $sink = Start-SmtpSink
        try {
            (Invoke-MailQueue -SmtpServer "127.0.0.1:$($sink.Port)" -Store $store).Accepted | Should -Be 1
        }
        finally { Stop-SmtpSink $sink }
        $sink.Recipients | Should -Be 'admin@corp.example'
        $sink.Mails | Should -BeLike '*newly blocked*'

        # Nothing new, nothing to tell.
        $null = Get-BounceClassification -Text '550 5.1.1 <a@x.example>: no such user' |
            Update-MailSuppression -TrustUnmatched -NotifyTo admin@corp.example -Store $store
        @(Get-DelayedMail -Store $store).Count | Should -Be 1
    }

    It 'never asks where nobody sits' {
        $script = "'a@x.example' | Add-MailSuppression -Store '$store' | ForEach-Object { `"`$(`$_.Action)`" }; Get-MailSuppression -Store '$store' | Remove-MailSuppression -Store '$store' | ForEach-Object { `"`$(`$_.Action)`" }"
        Invoke-FreshPowerShell $script -Option '-NonInteractive' | Should -Be 'Block', 'Unblock'
    }

    It 'has a JSON form for what it writes' {
        $null = Add-MailSuppression a@x.example -Reason 'why' -Store $store
        $json = Get-MailSuppression -Store $store | ConvertTo-MailOpsJson | ConvertFrom-Json
        $json.state | Should -Be 'blocked'
        $json.diagnostic | Should -Be 'why'
        (Get-MailSuppression a@x.example -Evidence -Store $store | ConvertTo-MailOpsJson | ConvertFrom-Json).kind | Should -Be 'suppressionAdded'
        (Get-MailSuppressionPolicy -Store $store | ConvertTo-MailOpsJson | ConvertFrom-Json).burstLimit | Should -Be 50
    }
}
