BeforeAll {
    . $PSScriptRoot/Common.ps1
    $reports = Join-Path $PSScriptRoot 'reports'
    $aggregate = Join-Path $reports 'aggregate.xml'
    $zone = Join-Path $PSScriptRoot 'spf-zone.json'
}

Describe 'ConvertFrom-DmarcReport' {
    It 'gives an object per row, from a piped file' {
        $rows = Get-Item $aggregate | ConvertFrom-DmarcReport
        $rows.Count | Should -Be 3
        $rows[0].SourceAddress | Should -Be '192.0.2.10'
        $rows[0].Passed | Should -BeTrue
        $rows[1].Dkim[0].Selector | Should -Be 'k1'
        $rows[0].Begin.Kind | Should -Be 'Utc'
        $rows[0].InputObject.Name | Should -Be 'aggregate.xml'
        ($rows[0] | Out-String -Width 80) | Should -Match 'corp.example\s+192.0.2.10\s+120\s+None\s+pass\s+pass\s+receiver'
    }

    It 'reads gzip, zip, bytes and a folder' {
        $packed = Join-Path $TestDrive 'r.zip'
        $archive = [IO.Compression.ZipFile]::Open($packed, 'Create')
        $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $aggregate, 'aggregate.xml')
        $archive.Dispose()
        (ConvertFrom-DmarcReport $packed).Count | Should -Be 3
        (,[IO.File]::ReadAllBytes($packed) | ConvertFrom-DmarcReport).Count | Should -Be 3
        (ConvertFrom-DmarcReport -LiteralPath $reports -ErrorAction SilentlyContinue).Count | Should -Be 4
    }

    It 'reads a failure report' {
        $report = ConvertFrom-DmarcReport (Join-Path $reports 'failure.eml')
        $report.Domain | Should -Be 'corp.example'
        $report.Subject | Should -Be 'Urgent transfer'
        ($report | Out-String -Width 80) | Should -Match 'corp.example\s+203.0.113.66\s+dmarc\s+Urgent'
    }

    It 'says what is wrong with a file and goes on' {
        $bad = Join-Path $TestDrive 'bad.xml'
        Set-Content $bad '<!DOCTYPE x [<!ENTITY a "b">]><feedback>&a;</feedback>'
        $rows = $bad, $aggregate | ConvertFrom-DmarcReport -ErrorVariable problem -ErrorAction SilentlyContinue
        $rows.Count | Should -Be 3
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Report.Faulty,*'
        "$($problem[0])" | Should -Match 'REPORT021'
        42 | ConvertFrom-DmarcReport -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Report.NoInput,*'
    }

    It 'comes out of a CLIXML file as what it was' {
        $file = Join-Path $TestDrive 'rows.xml'
        ConvertFrom-DmarcReport $aggregate | Export-Clixml $file
        $rows = Import-Clixml $file
        $rows[0] | Should -BeOfType MailOps.Reports.Dmarc.DmarcReportRow
        $rows[0].Domain | Should -Be 'corp.example'
        ($rows | Measure-DmarcReport).Count | Should -Be 3
        ($rows[1] | ConvertTo-MailOpsJson | ConvertFrom-Json).dkim[0].result | Should -Be 'pass'
        ($rows | ConvertTo-Csv)[2] | Should -Match 'newsletter.example/k1 pass'
    }
}

Describe 'Measure-DmarcReport' {
    It 'says which senders a reject policy would cost' {
        $senders = ConvertFrom-DmarcReport $aggregate | Measure-DmarcReport -WhatIfPolicy Reject
        $senders.Sender | Should -Be '198.51.100.3', '203.0.113.66', '192.0.2.10'
        $senders.Lost | Should -Be 30, 4, 0
        $senders.Kind | Should -Be 'Misaligned', 'Unauthenticated', 'Passing'
        $senders[0].Findings.Id | Should -Be 'REPORT060'
        ($senders | Out-String -Width 80) | Should -Match '198.51.100.3\s+30\s+0\s+30\s+Misaligned\s+REPORT060'
        (ConvertFrom-DmarcReport $aggregate | Measure-DmarcReport -WhatIfPolicy None).Lost | Should -Be 0, 0, 0
    }

    It 'says which SPF terms nobody needed' {
        $terms = ConvertFrom-DmarcReport $aggregate | Measure-DmarcReport -By SpfTerm -DnsZone $zone
        $unused = $terms | Where-Object Term -eq 'include:_spf.provider.example'
        $unused.IsUsed | Should -BeFalse
        $unused.Lookups | Should -Be 2
        ($terms | Where-Object Term -eq 'ip4:192.0.2.0/24').Messages | Should -Be 120
    }

    It 'says which selectors are idle' {
        $selectors = ConvertFrom-DmarcReport $aggregate | Measure-DmarcReport -By Selector -KnownSelector old._domainkey.corp.example
        ($selectors | Where-Object IsIdle).Selector | Should -Be 'old'
        ($selectors | Out-String -Width 80) | Should -Match 'corp.example\s+old\s+0\s+0\s+never\s+True'
    }

    It 'refuses other objects and goes on' {
        $senders = @(7; ConvertFrom-DmarcReport $aggregate) | Measure-DmarcReport -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Report.NoRow,*'
        $senders.Count | Should -Be 3
    }
}

Describe 'ConvertFrom-TlsReport' {
    It 'gives an object per policy with its failures' {
        $row = ConvertFrom-TlsReport (Join-Path $reports 'tls.json')
        $row.FailedSessions | Should -Be 2
        $row.Failures[0].ResultType | Should -Be 'certificate-expired'
        $row.Findings.Id | Should -Be 'REPORT042'
        ($row | Out-String -Width 80) | Should -Match 'corp.example\s+sts\s+90\s+2\s+receiver.example'
    }
}
