BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $TestDrive 'zone.json'
    Set-Content $zone @'
{ "corp.example": [{ "type": "MX", "preference": 20, "value": "mx2.corp.example" }, { "type": "MX", "preference": 10, "value": "mx1.corp.example" }],
  "mx1.corp.example": [{ "type": "A", "value": "8.8.8.1" }, { "type": "AAAA", "value": "2a00::1" }],
  "mx2.corp.example": [{ "type": "A", "value": "8.8.8.2" }],
  "parked.example": [{ "type": "MX", "preference": 0, "value": "" }],
  "bad.example": [{ "type": "MX", "preference": 10, "value": "192.0.2.1" }],
  "down.example": [{ "type": "*", "error": "timeout" }] }
'@
}

Describe 'Test-MxRecord' {
    It 'shows the servers in the order of senders' {
        $result = Test-MxRecord corp.example -DnsZone $zone
        $result.Verdict | Should -Be 'Valid'
        $result.Hosts.Host | Should -Be 'mx1.corp.example', 'mx2.corp.example'
        $result.Findings.Count | Should -Be 0
        ($result | Out-String -Width 80) | Should -Match 'Valid\s+corp.example\s+10 mx1.corp.example'
        ($result.Hosts | Out-String -Width 80) | Should -Match '10\s+Valid\s+mx1.corp.example\s+8.8.8.1\s+2a00::1'
        ($result | Format-List | Out-String -Width 80) | Should -Match 'IsNullMx\s+: False'
    }

    It 'keeps the columns of what is piped and answers yes or no' {
        $rows = 'corp.example', 'parked.example', 'bad.example', 'down.example' | ForEach-Object { [pscustomobject]@{ Domain = $_; Owner = 'Anna' } }
        $results = $rows | Test-MxRecord -DnsZone $zone
        $results.Verdict | Should -Be 'Valid', 'Valid', 'Invalid', 'Unknown'
        $results[1].IsNullMx | Should -BeTrue
        $results[3].InputObject.Owner | Should -Be 'Anna'
        $rows | Test-MxRecord -DnsZone $zone -Quiet | Should -Be $true, $true, $false, $false
    }

    It 'speaks German' {
        $text = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'de-DE'; (Test-MxRecord bad.example -DnsZone '$zone').Findings.Message"
        "$text" | Should -Match 'IP-Adresse 192.0.2.1'
    }

    It 'survives a job and CLIXML' {
        $file = Join-Path $TestDrive 'mx.clixml'
        Test-MxRecord corp.example -DnsZone $zone | Export-Clixml $file
        $back = Import-Clixml $file
        $back.Verdict | Should -Be 'Valid'
        $back.Hosts.ToString() | Should -Be '10 mx1.corp.example, 20 mx2.corp.example'
    }

    It 'gives what is no domain its error and goes on' {
        $result = 'a..b', 'corp.example' | Test-MxRecord -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Domain | Should -Be 'corp.example'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Domain.Invalid,*'
    }
}
