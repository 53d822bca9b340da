BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $TestDrive 'zone.json'
    Set-Content $zone @'
{ "2.0.0.127.bl.example": [{ "type": "A", "value": "127.0.0.2" }],
  "9.100.51.198.bl.example": [{ "type": "A", "value": "127.0.0.4" }, { "type": "TXT", "value": ["spam was seen"] }],
  "test.dbl.example": [{ "type": "A", "value": "127.0.1.2" }],
  "bad.example.dbl.example": [{ "type": "A", "value": "127.0.1.4" }, { "type": "TXT", "value": ["phishing"] }],
  "2.0.0.127.zen.spamhaus.org": [{ "type": "A", "value": "127.255.255.254" }] }
'@
}

Describe 'Test-MailBlocklist' {
    It 'names reason and list' {
        $result = '198.51.100.9' | Test-MailBlocklist -List bl.example -DnsZone $zone
        $result.Verdict | Should -Be 'Listed'
        $result.Answers[0].Reason | Should -Be 'spam was seen'
        $result.Findings.Id | Should -Be 'BLOCK001'
        ($result | Out-String -Width 80) | Should -Match '198.51.100.9\s+Listed\s+0\s+bl.example'
        ($result.Answers | Out-String -Width 80) | Should -Match 'bl.example\s+198.51.100.9\s+Listed\s+spam was seen'
    }

    It 'asks lists of domains about domains' {
        $results = 'bad.example', 'good.example' | Test-MailBlocklist -DomainList dbl.example -DnsZone $zone
        $results.Verdict | Should -Be 'Listed', 'Clean'
        $results[0].Answers.Reason | Should -Be 'phishing'
    }

    It 'takes clean for a pass, and a list that does not work for unknown' {
        Test-MailBlocklist 198.51.100.1 -List bl.example -Quiet -DnsZone $zone | Should -BeTrue
        $result = Test-MailBlocklist 198.51.100.1 -DnsZone $zone
        $result.Verdict | Should -Be 'Unknown'
        ($result.Findings | Where-Object Severity -ne Info) | Should -BeNullOrEmpty
    }

    It 'takes rows of reports and address objects' {
        $row = [pscustomobject]@{ SourceAddress = '198.51.100.9'; Count = 3 }
        $result = @($row, [ipaddress]'198.51.100.1') | Test-MailBlocklist -List bl.example -DnsZone $zone
        $result.Verdict | Should -Be 'Listed', 'Clean'
        $result[0].InputObject.Count | Should -Be 3
    }

    It 'gives what is neither an address nor a domain its error and goes on' {
        $result = 'a..b', '198.51.100.1' | Test-MailBlocklist -List bl.example -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Target | Should -Be '198.51.100.1'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Domain.Invalid,*'
    }
}
