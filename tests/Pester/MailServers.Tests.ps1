BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sink = Start-SmtpSink
    $zone = Join-Path $TestDrive 'zone.json'
    Set-Content $zone @"
{ "mx.corp.example": [{ "type": "A", "value": "127.0.0.1" }],
  "1.0.0.127.in-addr.arpa": [{ "type": "PTR", "value": "mx.corp.example" }],
  "corp.example": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
  "none.example": [{ "type": "MX", "preference": 0, "value": "" }] }
"@
}

AfterAll { Stop-SmtpSink $sink }

Describe 'Test-SmtpServer' {
    It 'shows what a server offers' {
        $result = Test-SmtpServer "mx.corp.example:$($sink.Port)" -DnsZone $zone
        $result.Verdict | Should -Be 'Valid'
        $result.Banner | Should -Be 'sink ESMTP'
        $result.Addresses[0].ConfirmedNames | Should -Be 'mx.corp.example'
        $result.Findings.Id | Should -Contain 'SRV020'
        $result.Relay | Should -Be 'NotTested'
        ($result | Out-String -Width 80) | Should -Match "Valid\s+mx.corp.example:$($sink.Port)\s+SRV"
        ($result | Format-List | Out-String -Width 80) | Should -Match 'Banner\s+: sink ESMTP'
    }

    It 'tests relaying only of servers that are named, and sends no mail' {
        $result = Test-SmtpServer "127.0.0.1:$($sink.Port)" -TestRelay -RelayRecipient me@elsewhere.example -DnsZone $zone
        $result.Relay | Should -Be 'Open'
        $result.Findings.Id | Should -Contain 'SRV043'
        $sink.Mails.Count | Should -Be 0
        (Get-Command Test-SmtpServer).Parameters['TestRelay'].ParameterSets.Keys | Should -Be 'Server'
    }

    It 'takes a blocked port for unknown, with one finding' {
        $result = Test-SmtpServer 127.0.0.1:9 -DnsZone $zone
        $result.Verdict | Should -Be 'Unknown'
        $result.Findings.Id | Should -Be 'SRV003'
        Test-SmtpServer 127.0.0.1:9 -Quiet -DnsZone $zone | Should -BeFalse
    }

    It 'takes the hosts of Test-MxRecord' {
        $result = [pscustomobject]@{ Host = "mx.corp.example:$($sink.Port)"; Owner = 'Anna' } | Test-SmtpServer -DnsZone $zone
        $result.InputObject.Owner | Should -Be 'Anna'
    }

    It 'gives what names no server its error and goes on' {
        $result = 'a b', '127.0.0.1:9' | Test-SmtpServer -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Server | Should -Be '127.0.0.1:9'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Domain.InvalidServer,*'
    }

    It 'survives CLIXML with its enums' {
        $file = Join-Path $TestDrive 'server.clixml'
        Test-SmtpServer "mx.corp.example:$($sink.Port)" -DnsZone $zone | Export-Clixml $file
        $back = Import-Clixml $file
        $back.Relay | Should -Be 'NotTested'
        "$($back.Addresses)" | Should -Be '127.0.0.1 (mx.corp.example)'
    }
}

Describe 'Test-DaneRecord' {
    It 'knows nothing over a server that does not validate' {
        $result = Test-DaneRecord corp.example -DnsZone $zone
        $result.Verdict | Should -Be 'Unknown'
        $result.Findings.Id | Should -Be 'DANE004'
        ($result | Out-String -Width 80) | Should -Match 'Unknown\s+False\s+corp.example\s+DANE004'
    }

    It 'has nothing to look at where no mail is taken' {
        $result = 'none.example' | Test-DaneRecord -DnsZone $zone
        $result.Verdict | Should -Be 'Missing'
        $result.Findings.Id | Should -Be 'DANE003'
        'none.example' | Test-DaneRecord -Quiet -DnsZone $zone | Should -BeFalse
    }
}
