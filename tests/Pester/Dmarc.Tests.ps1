BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
}

Describe 'Test-DmarcRecord' {
    It 'tells a domain with a record from one without, in the order of the input' {
        $results = 'partner.example', 'nomail.example', 'corp.example' | Test-DmarcRecord -DnsZone $zone
        $results.Domain | Should -Be 'partner.example', 'nomail.example', 'corp.example'
        $results.Verdict | Should -Be 'Valid', 'Missing', 'Valid'
        $results[0].Policy | Should -Be 'Reject'
        $results[2].Findings.Id | Should -Contain 'DMARC032'
    }

    It 'takes domains as arguments and as properties' {
        (Test-DmarcRecord partner.example, corp.example -DnsZone $zone).Count | Should -Be 2
        $row = [pscustomobject]@{ DomainName = 'partner.example'; Owner = 'Anna' }
        $result = $row | Test-DmarcRecord -DnsZone $zone
        $result.Domain | Should -Be 'partner.example'
        $result.InputObject.Owner | Should -Be 'Anna'
    }

    It 'answers -Quiet with a bare boolean' {
        Test-DmarcRecord partner.example -Quiet -DnsZone $zone | Should -BeTrue
        Test-DmarcRecord nomail.example -Quiet -DnsZone $zone | Should -BeOfType bool
    }

    It 'gives a wrong name its error and goes on' {
        $result = 'a..b', 'partner.example' | Test-DmarcRecord -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Domain | Should -Be 'partner.example'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Domain.Invalid,*'
        $problem[0].TargetObject | Should -Be 'a..b'
    }

    It 'ends at once when the zone cannot be read' {
        { 'corp.example' | Test-DmarcRecord -DnsZone 'no such file.json' } | Should -Throw -ErrorId 'MailOps.Dns.ZoneUnreadable,*'
    }

    It 'is Unknown, not Missing, when no server answers' {
        # Nothing listens there: the resolver is told so at once.
        (Test-DmarcRecord corp.example -DnsServer 127.0.0.1:1).Verdict | Should -Be 'Unknown'
    }

    It 'speaks the language of the session' {
        $german = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'de-DE'; (Test-DmarcRecord nomail.example -DnsZone '$zone').Findings[0].Message"
        $english = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'en-US'; (Test-DmarcRecord nomail.example -DnsZone '$zone').Findings[0].Message"
        "$german" | Should -Not -BeNullOrEmpty
        "$german" | Should -Not -Be "$english"
    }

    It 'comes out of a job and a CLIXML file as what it was' {
        $job = Start-Job { Import-Module $using:ModuleManifest; 'corp.example' | Test-DmarcRecord -DnsZone $using:zone }
        $fromJob = $job | Receive-Job -Wait -AutoRemoveJob
        $file = Join-Path $TestDrive 'result.xml'
        'corp.example' | Test-DmarcRecord -DnsZone $zone | Export-Clixml $file
        foreach ($result in $fromJob, (Import-Clixml $file)) {
            $result | Should -BeOfType MailOps.Authentication.Dmarc.DmarcTestResult
            $result.Verdict -eq 'Valid' | Should -BeTrue
            $result.Findings.Id | Should -Contain 'DMARC032'
            ($result | ConvertTo-Csv | ConvertFrom-Csv).Findings | Should -Match 'DMARC015, '
            ($result | Format-Table | Out-String) | Should -Match 'Valid\s+None\s+corp.example'
        }
    }

    It 'keeps enums comparable where the module is not loaded' {
        $file = Join-Path $TestDrive 'bare.xml'
        'corp.example' | Test-DmarcRecord -DnsZone $zone | Export-Clixml $file
        & ([Environment]::ProcessPath) -NoProfile -Command "(Import-Clixml '$file').Verdict -eq 'Valid'" | Should -Be 'True'
    }
}

Describe 'Test-DmarcRecord -AsOf Rfc7489' {
    It 'takes the organizational domain from the public suffix list' {
        $list = Join-Path $TestDrive 'suffixes.dat'
        Set-Content $list 'example'
        $result = Test-DmarcRecord shop.partner.example -AsOf Rfc7489 -PublicSuffixList $list -DnsZone $zone
        $result.Standard | Should -Be 'Rfc7489'
        $result.OrganizationalDomain | Should -Be 'partner.example'
        $result.Findings.Id | Should -Contain 'DMARC049'
    }

    It 'says so when there is no list' {
        { Test-DmarcRecord corp.example -AsOf Rfc7489 -DnsZone $zone -PublicSuffixList 'no such file' } | Should -Throw -ErrorId 'MailOps.PublicSuffix.Unreadable,*'
    }
}

Describe 'New-DmarcRecord' {
    It 'makes the record and what other domains must publish' {
        $records = New-DmarcRecord corp.example Reject -NonexistentPolicy Reject -AggregateReport dmarc@corp.example, corp@reports.example
        $records.Name | Should -Be '_dmarc.corp.example', 'corp.example._report._dmarc.reports.example'
        $records[0].Value | Should -Be 'v=DMARC1; p=reject; rua=mailto:dmarc@corp.example,mailto:corp@reports.example'
        $records[1].ZoneLine | Should -Be 'corp.example._report._dmarc.reports.example. IN TXT "v=DMARC1"'
    }

    It 'takes an address as text, as an object and as a URI' {
        $records = New-DmarcRecord corp.example -AggregateReport ([MailOps.MailAddress]'a@corp.example'), mailto:b@corp.example -FailureReport c@corp.example
        $records.Value | Should -Be 'v=DMARC1; p=none; rua=mailto:a@corp.example,mailto:b@corp.example; ruf=mailto:c@corp.example'
        { New-DmarcRecord corp.example -AggregateReport corp.example } | Should -Throw '*neither a mail address nor the URI of one*'
    }
}
