BeforeAll {
    . $PSScriptRoot/Common.ps1
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
    $customers = Join-Path $Examples 'customers.csv'
    $zone = Join-Path $Examples 'zone.json'
    $mail = @{ From = 'news@corp.example'; To = 'anna@partner.example'; Body = 'On Thursday from 22:00.' }
}

Describe 'Send-DelayedMail -Template' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'finds values in the piped object, then in what it was made from' {
        $template = "Subject: Hello {{City}}`n`n<p>{{Address}}: {{City}} {{{Raw}}}</p>"
        $row = [pscustomobject]@{ Email = 'anna@partner.example'; City = 'Köln & <b>'; Raw = '<i>x</i>' } | Test-MailAddress -DnsZone $zone
        $draft = $row | New-MailDraft -From news@corp.example -Template $template
        $draft.Subject | Should -Be 'Hello Köln & <b>'
        $text = [MailOps.Mime.MimeReader]::Read($draft.RawMessage, $null)
        $text.Parts[1].GetText() | Should -BeLike '*anna@partner.example: Köln &amp; &lt;b&gt; <i>x</i>*'
        $text.Parts[0].GetText() | Should -BeLike '*anna@partner.example: Köln & <b> x*'
    }

    It 'queues nothing when a value is missing, and names the row' {
        $rows = [pscustomobject]@{ Email = 'a@x.example'; Name = 'A' }, [pscustomobject]@{ Email = 'b@x.example'; Name = '' }
        try { $rows | Send-DelayedMail -From news@corp.example -Subject x -Template "Dear {{Name}},`n" -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue }
        catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.NothingQueued,*'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Draft.ValueMissing,*'
        "$($problem[0])" | Should -BeLike '*2 (b@x.example)*{{Name}}*'
        Get-DelayedMail -Store $store -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'lets no value add a header' {
        $row = [pscustomobject]@{ Email = 'a@x.example'; Name = "A`r`nBcc: evil@x.example" }
        try { $row | Send-DelayedMail -From news@corp.example -Subject 'Hi {{Name}}' -Template "x`n" -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue }
        catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.NothingQueued,*'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Mime.HeaderInjection,*'
    }

    It 'takes a file, and the same campaign once' {
        $file = Join-Path $TestDrive 'offer.html'
        '<h1>Hello {{City}}</h1>' | Set-Content $file
        $send = { Import-Csv $customers | Send-DelayedMail -From news@corp.example -Subject Hello -Template $file -Campaign spring -Store $store }
        (& $send).Action | Sort-Object -Unique | Should -Not -Contain 'AlreadyQueued'
        (& $send | Where-Object Action -ne Invalid).Action | Sort-Object -Unique | Should -Be 'AlreadyQueued'
    }
}

Describe 'The preflight of Send-DelayedMail' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'holds mail with warnings, and shows why' {
        $decision = Send-DelayedMail @mail -Subject 'Re: your question' -Store $store
        $decision.Action | Should -Be 'Held'
        $decision.Findings.Id | Should -Be 'DRAFT005'
        $held = Get-DelayedMail -Store $store
        $held.State | Should -Be 'Waiting'
        $held.Waits | Should -Be 'Preflight'
        $held.Findings[0].Message | Should -BeLike "*'Re:'*"
        $held | Format-List | Out-String -Width 80 | Should -BeLike '*DRAFT005*'
        ($held | Resume-DelayedMail -Store $store).Action | Should -Be 'Resumed'
    }

    It 'sends or stops as -OnWarning says' {
        (Send-DelayedMail @mail -Subject '' -OnWarning Send -Store $store).Action | Should -Be 'DelayedUntil'
        Send-DelayedMail @mail -Subject '' -OnWarning Stop -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Draft.Blocked,*'
        (Send-DelayedMail @mail -Subject '' -IgnoreFinding DRAFT003 -Store $store).Action | Should -Be 'DelayedUntil'
    }

    It 'blocks mail with errors, unless -Force says otherwise' {
        Send-DelayedMail @mail -Subject 'Hello {{Name}}' -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($problem[0])" | Should -BeLike '*DRAFT001*'
        (Send-DelayedMail @mail -Subject 'Hello {{Name}}' -Force -Store $store).Action | Should -Be 'DelayedUntil'
    }

    It 'does not lift suppression with -Force, and logs who did with a reason' {
        $null = 'anna@partner.example' | Add-MailSuppression -Reason Manual -Store $store
        (Send-DelayedMail @mail -Subject Hello -Force -Store $store).Action | Should -Be 'Suppressed'
        { Send-DelayedMail @mail -Subject Hello -IgnoreSuppression -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.ReasonNeeded,*'
        $sent = Send-DelayedMail @mail -Subject Hello -IgnoreSuppression -Reason 'court order 7' -Store $store
        $sent.Action | Should -Be 'DelayedUntil'
        (Get-DelayedMail -Store $store | Where-Object MessageId -eq $sent.MessageId).State | Should -Be 'Queued'
    }

    It 'wants one click of bulk mail' {
        $held = 1..100 | ForEach-Object { "p$_@x.example" } | Send-DelayedMail -From news@corp.example -Subject Hello -Body Text -Store $store
        $held.Action | Sort-Object -Unique | Should -Be 'Held'
        $held[0].Findings.Id | Should -Be 'DRAFT021'
        $going = 1..100 | ForEach-Object { "q$_@x.example" } |
            Send-DelayedMail -From news@corp.example -Subject Hello -Body Text -ListUnsubscribe https://corp.example/u -Store $store
        $going.Action | Sort-Object -Unique | Should -Be 'DelayedUntil'
    }

    It 'counts with -WhatIf only what would go' {
        $text = Invoke-FreshPowerShell "'a@x.example', 'no address', 'b@x.example' | Send-DelayedMail -From n@corp.example -Subject Hello -Body x -Store '$store' -WhatIf | Out-Null"
        $text | Where-Object { $_ -like 'What if*' } | Should -BeLike '*2 mail(s) to 2 recipient(s)*'
    }

    It 'ends at once when a parameter is wrong for every mail' {
        { 'a@x.example' | Send-DelayedMail -From bad -Subject Hello -Store $store } | Should -Throw -ErrorId 'MailOps.Address.Invalid,*'
        { 'a@x.example' | Send-DelayedMail -From a@x.example -Cc bad -Subject Hello -Store $store } | Should -Throw
        { Send-DelayedMail @mail -Subject x -RuleFile (Join-Path $TestDrive none.rules) -Store $store } | Should -Throw -ErrorId 'MailOps.Draft.InputUnreadable,*'
    }

    It 'names an attachment that has vanished, and sends the next mail' {
        $gone = Join-Path $TestDrive 'gone.txt'
        'x' | Set-Content $gone
        $row = Get-Item $gone
        Remove-Item $gone
        $row | Send-DelayedMail @mail -Subject Hello -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Mime.AttachmentUnreadable,*'
    }
}

Describe 'Test-MailDraft and New-MailDraft' {
    It 'tests files, bytes and drafts' {
        $file = Join-Path $TestDrive 'mail.eml'
        $draft = New-MailDraft @mail -Subject 'AW: Frage' -Path $file
        $draft.Path | Should -Be $file
        $byFile = Test-MailDraft $file
        $byFile.Verdict | Should -Be 'Hold'
        $byFile.Address | Should -Be 'anna@partner.example'
        ($draft | Test-MailDraft).Findings.Id | Should -Be 'DRAFT005'
        (Get-Item $file | Test-MailDraft).InputObject.Name | Should -Be 'mail.eml'
        (Get-Item $file | Test-MailDraft -Quiet) | Should -BeFalse
        (Get-Item $file | Test-MailDraft -Quiet -IgnoreFinding DRAFT005) | Should -BeTrue
    }

    It 'names a file that is no mail, and goes on with the next one' {
        Set-Content (Join-Path $TestDrive a-empty.eml) -Value '' -NoNewline
        Set-Content (Join-Path $TestDrive b-noise.eml) -Value "$([char]1)$([char]2)noise"
        [IO.File]::WriteAllText((Join-Path $TestDrive c-mail.eml), "From: a@corp.example`r`nTo: b@corp.example`r`nSubject: x`r`n`r`nText`r`n")

        $results = @(Get-ChildItem $TestDrive/*-*.eml | Test-MailDraft -ErrorAction SilentlyContinue -ErrorVariable problem)

        $results.Subject | Should -Be 'x'
        $problem.FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.EmptyMessage,*'
        $problem.TargetObject.Name | Should -Be 'a-empty.eml', 'b-noise.eml'
    }

    It 'sends drafts as they are' {
        $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db')
        $sent = 'a@x.example', 'b@x.example' | New-MailDraft -From news@corp.example -Subject Hello -Body x | Send-DelayedMail -Store $store
        $sent.Count | Should -Be 2
        $sent.Action | Sort-Object -Unique | Should -Be 'DelayedUntil'
        (Get-DelayedMail -Store $store).From | Sort-Object -Unique | Should -Be 'news@corp.example'
    }

    It 'writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'never.eml'
        (New-MailDraft @mail -Subject Hello -Path $file -WhatIf).Path | Should -BeNullOrEmpty
        Test-Path $file | Should -BeFalse
    }

    It 'says so when hunspell is missing' {
        $path = $env:PATH
        try {
            $env:PATH = $TestDrive
            { New-MailDraft @mail -Subject Hello | Test-MailDraft -SpellCheck de-DE } | Should -Throw -ErrorId 'MailOps.Draft.SpellCheckUnavailable,*'
        }
        finally { $env:PATH = $path }
    }

    It 'checks the spelling' -Skip:(-not (Get-Command hunspell -ErrorAction SilentlyContinue) -or -not ((hunspell -D 2>&1) -match 'de_DE')) {
        $found = New-MailDraft -From a@corp.example -To b@corp.example -Subject 'Wartunk am Donnerstag' -Body 'Die Wartung beginnt.' | Test-MailDraft -SpellCheck de-DE
        $found.Findings[0].Message | Should -BeLike '*Wartunk*'
    }

    It 'comes out of a job as what it was' {
        $job = Start-Job { param($m) Import-Module $m; New-MailDraft -From a@corp.example -To b@corp.example -Subject Hello -Body x } -ArgumentList $ModuleManifest
        $draft = $job | Receive-Job -Wait -AutoRemoveJob
        ($draft | Test-MailDraft).Verdict | Should -Be 'Send'
    }
}
