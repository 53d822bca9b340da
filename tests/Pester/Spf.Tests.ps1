BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $PSScriptRoot 'spf-zone.json'
}

Describe 'Test-SpfRecord' {
    It 'shows the tree with its look-ups, the networks and what to improve' {
        $result = 'corp.example' | Test-SpfRecord -DnsZone $zone
        $result.Verdict | Should -Be 'Valid'
        $result.Lookups | Should -Be 3
        $result.Tree.Children[0].Domain | Should -Be '_spf.provider.example'
        $result.Networks | Should -Contain '198.51.100.0/28'
        $result.Findings.Id | Should -Contain 'SPF049'
        ($result.Tree | Out-String) | Should -Match '    include:_net.provider.example 0'
        ($result | Out-String -Width 80) | Should -Match 'corp.example\s+Valid\s+Fail\s+3'
    }

    It 'tells missing from unknown, and +all from both' {
        $results = 'none.example', 'slow.example', 'open.example' | Test-SpfRecord -DnsZone $zone
        $results.Verdict | Should -Be 'Missing', 'Unknown', 'Valid'
        $results[2].Findings.Id | Should -Contain 'SPF020'
        'corp.example', 'open.example', 'none.example', 'slow.example' | Test-SpfRecord -Quiet -DnsZone $zone | Should -Be $true, $false, $false, $false
    }

    It 'evaluates a client as a receiver does' {
        $result = Test-SpfRecord corp.example -IPAddress 203.0.113.9 -DnsZone $zone
        $result.Result | Should -Be 'Fail'
        $result.MatchedTerm | Should -Be '-all'
        $result.Explanation | Should -Be '203.0.113.9 may not send for corp.example'
        ($result | Out-String -Width 80) | Should -Match 'corp.example\s+203.0.113.9\s+Fail\s+-all'
        Test-SpfRecord -Sender a@corp.example -IPAddress 198.51.100.3 -Quiet -DnsZone $zone | Should -BeTrue
        (Test-SpfRecord -Sender '' -Helo corp.example -IPAddress 198.51.100.3 -DnsZone $zone).Sender | Should -Be 'postmaster@corp.example'
    }

    It 'refuses a sender that names no domain' {
        Test-SpfRecord -Sender nobody -IPAddress 192.0.2.1 -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Spf.SenderWithoutDomain,*'
    }

    It 'comes out of a CLIXML file as what it was, tree and all' {
        $file = Join-Path $TestDrive 'spf.xml'
        Test-SpfRecord corp.example -DnsZone $zone | Export-Clixml $file
        $result = Import-Clixml $file
        $result | Should -BeOfType MailOps.Authentication.Spf.SpfTestResult
        $result.Tree.Children[0].Children[0].Domain | Should -Be '_net.provider.example'
        ($result | ConvertTo-MailOpsJson | ConvertFrom-Json).tree.children[0].totalLookups | Should -Be 1
    }
}

Describe 'New-SpfRecord' {
    It 'makes a record of its parts' {
        $record = New-SpfRecord corp.example -Network 192.0.2.0/24 -Mx -Include _spf.provider.example -All SoftFail
        $record.Value | Should -Be 'v=spf1 ip4:192.0.2.0/24 mx include:_spf.provider.example ~all'
        $record.ZoneLine | Should -Be 'corp.example. IN TXT "v=spf1 ip4:192.0.2.0/24 mx include:_spf.provider.example ~all"'
        "$record" | Should -Be $record.Value
    }

    It 'says what is wrong with a part' {
        { New-SpfRecord -Network 192.0.2.0/99 } | Should -Throw -ErrorId 'MailOps.Spf.InvalidTerm,*'
    }

    It 'flattens on request and states the danger' {
        $record = New-SpfRecord corp.example -Flatten -DnsZone $zone
        $record.Value | Should -Not -Match 'include|mx'
        $record.Findings.Id | Should -Contain 'SPF060'
        { New-SpfRecord slow.example -Flatten -DnsZone $zone } | Should -Throw -ErrorId 'MailOps.Spf.CannotFlatten,*'
    }
}
