BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
    $customers = Join-Path $Examples 'customers.csv'
}

Describe 'ConvertFrom-MailAddressList' {
    It 'reads names, groups, comments and encoded words' {
        $list = 'Team: "Berg, Anna" <anna@corp.example>, bernd@corp.example (Bernd);, =?utf-8?Q?J=C3=B6rg?= <j@corp.example>' | ConvertFrom-MailAddressList
        $list.ForEach('Address') | Should -Be 'anna@corp.example', 'bernd@corp.example', 'j@corp.example'
        $list.ForEach('DisplayName') | Should -Be 'Berg, Anna', 'Bernd', "J$([char]0xF6)rg"
        $list.ForEach('Group') | Should -Be 'Team', 'Team', ''
    }

    It 'says of a bad entry why and where, and reads the others' {
        $list = ConvertFrom-MailAddressList 'a@corp.example, b..c@corp.example, d@corp.example'
        $list.ForEach('IsValid') | Should -Be $true, $false, $true
        $list[1].Fault | Should -Be 'ConsecutiveDots'
        $list[1].FaultPosition | Should -Be 18
        $list[1].Findings.Id | Should -Be 'ADDR001'
        ($list | Format-Table | Out-String -Width 80) | Should -BeLike '*ConsecutiveDots at 18*'
    }

    It 'takes the list from a property and pipes on' {
        $rows = [pscustomobject]@{ Cc = 'a@corp.example; b@corp.example' }
        $results = $rows | ConvertFrom-MailAddressList -AddressProperty Cc | Test-MailAddress -SyntaxOnly
        $results.ForEach('Verdict') | Should -Be 'Deliverable', 'Deliverable'
    }
}

Describe 'Test-MailAddress -Rfc5322' {
    It 'takes header forms only on request' {
        (Test-MailAddress 'anna(comment)@corp.example' -SyntaxOnly).Fault | Should -Be 'CommentNotAllowed'
        (Test-MailAddress 'anna(comment)@corp.example' -SyntaxOnly -Rfc5322).Address | Should -Be 'anna@corp.example'
    }

    It 'shows the reason and the place of a fault in 80 columns' {
        (Test-MailAddress 'anna..berg@corp.example' -SyntaxOnly | Format-Table | Out-String -Width 80) | Should -BeLike '*ConsecutiveDots at 5*'
    }
}

Describe 'Measure-MailAddress' {
    It 'counts, and writes a page and a list of what is to be done' {
        $html = Join-Path $TestDrive 'report.html'
        $csv = Join-Path $TestDrive 'to-do.csv'
        $summary = Import-Csv $customers | Test-MailAddress -DnsZone $zone | Measure-MailAddress -HtmlPath $html -CsvPath $csv -Title 'Customers'
        $summary.Total | Should -Be @(Import-Csv $customers).Count
        $summary.Deliverable + $summary.Risky + $summary.Undeliverable + $summary.Unknown | Should -Be $summary.Total
        Get-Content $html -Raw | Should -BeLike '*Customers*</html>*'
        $rows = Import-Csv $csv
        $rows.Count | Should -BeGreaterThan 0
        $rows | Where-Object Reason -eq NullMx | ForEach-Object Input | Should -Be 'info@nomail.example'
    }

    It 'refuses what is no result, and goes on' {
        $summary = @('a@corp.example') + (Test-MailAddress b@corp.example -SyntaxOnly) | Measure-MailAddress -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.NotChecked*'
        $summary.Total | Should -Be 1
    }

    It 'takes results that come out of a job, and comes out of one itself' {
        $job = Start-Job { Import-Module $using:ModuleManifest; Import-Csv $using:customers | Test-MailAddress -DnsZone $using:zone }
        $summary = $job | Receive-Job -Wait -AutoRemoveJob | Measure-MailAddress
        $summary.Total | Should -Be @(Import-Csv $customers).Count
        $file = Join-Path $TestDrive 'summary.xml'
        $summary | Export-Clixml $file
        (Import-Clixml $file) | Should -BeOfType MailOps.Addresses.AddressListSummary
        (Import-Clixml $file).Reasons.Count | Should -Be $summary.Reasons.Count
    }
}

Describe 'Test-MailAddress -Keep and -MaxAge' {
    It 'reuses what the store kept, and says so' {
        $store = Join-Path $TestDrive 'results.db'
        $first = Test-MailAddress anna.becker@partner.example -DnsZone $zone -Store $store -Keep
        $first.Evidence | Should -Be 'Syntax, Dns'
        $again = Test-MailAddress anna.becker@partner.example -DnsServer 127.0.0.1:1 -Store $store -MaxAge 1.00:00:00
        $again.Verdict | Should -Be 'Deliverable'
        $again.Evidence | Should -Be 'Syntax, Dns, History'
        [Math]::Abs(($again.CheckedAt - $first.CheckedAt).TotalMilliseconds) | Should -BeLessThan 1
    }
}

Describe 'Update-MailOpsData' {
    BeforeAll {
        $env:MAILOPS_DATA = Join-Path $TestDrive 'data'
        $lists = Join-Path $TestDrive 'lists.txt'
        Set-Content $lists "[disposable-domains]`ndate 2026-06-01`ncorp.example"
    }

    AfterAll { Remove-Item Env:MAILOPS_DATA }

    It 'shows what it would do and does nothing with -WhatIf' {
        (Update-MailOpsData $lists -WhatIf).WhatIf | Should -BeTrue
        (Test-MailAddress a.berg@corp.example -SyntaxOnly).Verdict | Should -Be 'Deliverable'
    }

    It 'replaces a list, which counts from then on, and once only' {
        (Update-MailOpsData $lists).Changed | Should -BeTrue
        (Update-MailOpsData $lists).Changed | Should -BeFalse
        (Test-MailAddress a.berg@corp.example -SyntaxOnly).Reason | Should -Be 'Disposable'
        "$((Get-MailOpsStatus -Store (Join-Path $TestDrive 'none.db')).Data)" | Should -BeLike '*AddressData 2026-06-01*'
    }

    It 'refuses a file that is neither, and leaves the former one' {
        Set-Content "$lists.html" '<html>'
        { Update-MailOpsData "$lists.html" -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Data.Invalid*'
        { Update-MailOpsData -Uri http://lists.example/x -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Data.InsecureUri*'
        (Test-MailAddress a.berg@corp.example -SyntaxOnly).Reason | Should -Be 'Disposable'
    }
}

Describe 'Test-MailAddress -Probe' {
    It 'asks the mail server, warns once, and sends nothing' {
        $sink = Start-SmtpSink
        try {
            $results = 'refused.anna@corp.example', 'bernd.berg@corp.example', 'info@nomail.example' | Test-MailAddress -Probe -ProbeServer 127.0.0.1 `
                -ProbePort $sink.Port -ProbeHelo client.test -DnsZone $zone -WarningVariable warnings -WarningAction SilentlyContinue
            $results[0].Reason | Should -Be 'MailboxNotFound'
            $results[0].ProbeReply | Should -BeLike '127.0.0.1: 550 5.1.1*'
            $results[1].Reason | Should -Be 'CatchAll'
            $results[1].Evidence | Should -Be 'Syntax, Dns, Probe'
            $results[2].Evidence | Should -Be 'Syntax, Dns'
            $warnings.Count | Should -Be 1
            $sink.Mails.Count | Should -Be 0
        }
        finally { Stop-SmtpSink $sink }
    }

    It 'says once that the port is blocked, and leaves the verdict to the DNS' {
        $results = 'a.berg@corp.example', 'b.berg@corp.example' |
            Test-MailAddress -Probe -ProbeServer 127.0.0.1 -ProbePort 1 -DnsZone $zone -WarningVariable warnings -WarningAction SilentlyContinue
        $results.ForEach('Verdict') | Should -Be 'Deliverable', 'Deliverable'
        $results[0].Findings.Id | Should -Contain 'ADDR076'
        @($warnings | Where-Object { "$_" -like '*ADDR077*' }).Count | Should -Be 1
    }
}
