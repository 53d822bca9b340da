BeforeAll {
    . $PSScriptRoot/Common.ps1
    $folder = $TestDrive
    Push-Location $folder
    $pair = New-DkimKey corp.example s1 -KeySize 1024
    $zone = Join-Path $folder 'zone.json'
    @{
        's1._domainkey.corp.example'  = @(@{ type = 'TXT'; value = @($pair.Value) })
        'old._domainkey.corp.example' = @(@{ type = 'TXT'; value = @('v=DKIM1; p=') })
        'corp.example'                = @(@{ type = 'TXT'; value = @('v=spf1 ip4:192.0.2.25 -all') })
        '_dmarc.corp.example'         = @(@{ type = 'TXT'; value = @('v=DMARC1; p=reject') })
        'relay.example'               = @(@{ type = 'A'; value = '192.0.2.25' })
    } | ConvertTo-Json -Depth 5 | Set-Content $zone
    $mail = Join-Path $folder 'mail.eml'
    "Received: from mail.corp.example ([192.0.2.25]) by mx.receiver.example; now`r`nReturn-Path: <a@corp.example>`r`nFrom: a@corp.example`r`nSubject: x`r`n`r`nHello`r`n" |
        Set-Content $mail -NoNewline
}

AfterAll { Pop-Location }

Describe 'New-DkimKey' {
    It 'writes the key for its owner and shows only the record' {
        $pair.KeyFile | Should -Exist
        $pair.PrivateKey | Should -BeNullOrEmpty
        ($pair | Out-String) | Should -Not -Match 'PRIVATE'
        $pair.ZoneLine | Should -BeLike 's1._domainkey.corp.example. IN TXT "v=DKIM1; k=rsa; p=*"'
        if (-not $IsWindows) { (Get-Item $pair.KeyFile).UnixMode | Should -Be '-rw-------' }
    }

    It 'never overwrites a key, and writes nothing with -WhatIf' {
        { New-DkimKey corp.example s1 } | Should -Throw -ErrorId 'MailOps.Dkim.KeyExists,*'
        New-DkimKey corp.example s9 -WhatIf | Should -BeNullOrEmpty
        Join-Path $folder 'corp.example.s9.pem' | Should -Not -Exist
        (New-DkimKey corp.example s9 -AsPlainText).PrivateKey | Should -BeLike '-----BEGIN PRIVATE KEY-----*'
    }
}

Describe 'Test-DkimRecord' {
    It 'finds the key at a common selector and judges it' {
        $result = 'corp.example' | Test-DkimRecord -DnsZone $zone
        $result.Verdict | Should -Be 'Valid'
        $result.Keys[0].KeySize | Should -Be 1024
        $result.Findings.Id | Should -Contain 'DKIM018'
        ($result | Out-String -Width 80) | Should -Match 'corp.example\s+Valid\s+s1 \(rsa 1024\)'
    }

    It 'tells unknown, missing and invalid apart' {
        (Test-DkimRecord none.example -DnsZone $zone).Verdict | Should -Be 'Unknown'
        (Test-DkimRecord corp.example -Selector gone -DnsZone $zone).Verdict | Should -Be 'Missing'
        (Test-DkimRecord corp.example -Selector old -DnsZone $zone).Verdict | Should -Be 'Invalid'
        Test-DkimRecord corp.example -Quiet -DnsZone $zone | Should -BeTrue
    }

    It 'comes out of a CLIXML file as what it was' {
        $file = Join-Path $folder 'dkim.xml'
        Test-DkimRecord corp.example -DnsZone $zone | Export-Clixml $file
        $result = Import-Clixml $file
        $result | Should -BeOfType MailOps.Authentication.Dkim.DkimTestResult
        $result.Keys[0].Selector | Should -Be 's1'
        "$($result.Keys)" | Should -Be 's1 (rsa 1024)'
    }
}

Describe 'Test-MailAuthentication' {
    It 'explains a message from its header, by path and by pipe' {
        $result = Test-MailAuthentication $mail -DnsZone $zone
        $result.SpfResult | Should -Be 'Pass'
        $result.DmarcResult | Should -Be 'Pass'
        $result.Action | Should -Be 'Deliver'
        $result.ClientSource | Should -Be 'ReceivedField'
        $result.Fixes[0] | Should -Match 'DKIM'
        (Get-Item $mail | Test-MailAuthentication -DnsZone $zone).ClientAddress | Should -Be '192.0.2.25'
        (Get-Content $mail -Raw | Test-MailAuthentication -DnsZone $zone).ReceivedBy | Should -Be 'mx.receiver.example'
        $lines = @(Get-Content $mail | Test-MailAuthentication -DnsZone $zone)
        $lines.Count | Should -Be 1
        $lines[0].DmarcResult | Should -Be 'Pass'
        ($result | Out-String -Width 80) | Should -Match 'DMARC\s+: Pass \(policy Reject\)'
    }

    It 'believes what it is told' {
        $result = Test-MailAuthentication $mail -IPAddress 203.0.113.9 -Sender x@corp.example -DnsZone $zone
        $result.Action | Should -Be 'Reject'
        Test-MailAuthentication $mail -IPAddress 203.0.113.9 -Quiet -DnsZone $zone | Should -BeFalse
    }

    It 'predicts for a message that is not sent yet' {
        (Test-MailAuthentication -From a@corp.example -Relay relay.example -Selector s1 -DnsZone $zone).Action | Should -Be 'Deliver'
        (Test-MailAuthentication -From a@corp.example -Relay 203.0.113.9 -DnsZone $zone).Action | Should -Be 'Reject'
    }

    It 'gives a missing file its error' {
        Test-MailAuthentication -LiteralPath 'no such.eml' -DnsZone $zone -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Authentication.MessageUnreadable,*'
    }
}
