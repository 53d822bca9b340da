BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
}

Describe 'Recording the DNS' {
    BeforeEach {
        $recording = Join-Path $TestDrive 'dns.jsonl'
    }

    It 'answers again without the zone' {
        $before = 'corp.example', 'absent.example' | Test-DmarcRecord -DnsZone $zone -RecordDns $recording
        Get-Content $recording -First 1 | Should -Be '{"format":"mailops-dns-recording","version":1}'
        $after = 'corp.example', 'absent.example' | Test-DmarcRecord -ReplayDns $recording
        $after.Verdict | Should -Be $before.Verdict
        $after.Record | Should -Be $before.Record
    }

    It 'does not know what it has not heard' {
        $null = 'corp.example' | Test-DmarcRecord -DnsZone $zone -RecordDns $recording
        $result = 'other.example' | Test-DmarcRecord -ReplayDns $recording
        $result.Verdict | Should -Be 'Unknown'
        $result.TempError | Should -BeLike '*dns.jsonl*other.example*'
    }

    It 'ends at once when the file is no recording' {
        { 'corp.example' | Test-DmarcRecord -ReplayDns $zone } | Should -Throw -ErrorId 'MailOps.Dns.InvalidRecording,*'
        { 'corp.example' | Test-DmarcRecord -ReplayDns 'no such file' } | Should -Throw -ErrorId 'MailOps.Dns.RecordingUnreadable,*'
        { 'corp.example' | Test-DmarcRecord -DnsZone $zone -RecordDns (Join-Path $TestDrive 'no/such/folder') } |
            Should -Throw -ErrorId 'MailOps.Dns.RecordingUnwritable,*'
    }
}

Describe 'Naming DNS servers' {
    It 'takes servers over TLS and HTTPS' {
        ([MailOps.Dns.DnsServer]'tls://192.0.2.53#dns.example').CertificateName | Should -Be 'dns.example'
        ([MailOps.Dns.DnsServer]'https://dns.example/dns-query').Protocol | Should -Be 'Https'
    }

    It 'says what is wrong with one that is none' {
        { 'corp.example' | Test-DmarcRecord -DnsServer 'tls://two words' } | Should -Throw '*tls://*'
    }

    It 'is Unknown, with the server in the text, when nobody listens there' {
        $result = 'corp.example' | Test-TlsRptRecord -DnsServer 'tls://127.0.0.1:9'
        $result.Verdict | Should -Be 'Unknown'
        $result.TempError | Should -BeLike '*tls://127.0.0.1:9*'
        # The other suites of this session have asked servers of theirs.
        [string](Get-MailOpsStatus -Store (Join-Path $TestDrive 'none.db')).DnsHealth | Should -BeLike '*tls://127.0.0.1:9*'
    }
}

Describe 'Test-TlsRptRecord and Test-MtaStsPolicy' {
    BeforeAll {
        $posture = Join-Path $TestDrive 'zone.json'
        @{
            '_smtp._tls.good.example' = @(@{ type = 'TXT'; value = 'v=TLSRPTv1; rua=mailto:tls@good.example' })
            '_smtp._tls.bad.example'  = @(@{ type = 'TXT'; value = 'v=TLSRPTv1; rua=nobody' })
            '_mta-sts.bad.example'    = @(@{ type = 'TXT'; value = 'v=STSv1; id=a-b' })
        } | ConvertTo-Json -Depth 4 | Set-Content $posture
    }

    It 'tells a record from a broken one and from none, in the order of the input' {
        $results = 'good.example', 'bad.example', 'none.example' | Test-TlsRptRecord -DnsZone $posture
        $results.Verdict | Should -Be 'Valid', 'Invalid', 'Missing'
        $results[0].Rua | Should -Be 'mailto:tls@good.example'
        $results[1].Findings.Id | Should -Be 'TLSRPT012'
        Test-TlsRptRecord good.example -Quiet -DnsZone $posture | Should -BeTrue
    }

    It 'judges the record of MTA-STS before it fetches anything' {
        $results = [pscustomobject]@{ Domain = 'bad.example'; Owner = 'Anna' }, 'none.example' | Test-MtaStsPolicy -DnsZone $posture
        $results.Verdict | Should -Be 'Invalid', 'Missing'
        $results[0].InputObject.Owner | Should -Be 'Anna'
        $results[0] | ConvertTo-MailOpsJson | ConvertFrom-Json | ForEach-Object { $_.findings[0].id } | Should -Be 'MTASTS006'
    }

    It 'shows what to do within 80 columns' {
        $text = 'good.example', 'bad.example' | Test-TlsRptRecord -DnsZone $posture | Out-String -Width 80
        $text | Should -Match 'good\.example +mailto:tls@good\.example'
        $text | Should -Match 'TLSRPT012'
    }
}
