BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $TestDrive 'zone.json'
    Set-Content $zone @'
{ "declined.example": [{ "type": "A", "value": "127.0.0.1" }],
  "_dmarc.declined.example": [{ "type": "TXT", "value": ["v=DMARC1; p=reject"] }],
  "default._bimi.declined.example": [{ "type": "TXT", "value": ["v=BIMI1; l=; a=;"] }],
  "_dmarc.open.example": [{ "type": "TXT", "value": ["v=DMARC1; p=none"] }],
  "default._bimi.open.example": [{ "type": "TXT", "value": ["v=BIMI1; l=https://127.0.0.1:9/logo.svg"] }],
  "_dmarc.silent.example": [{ "type": "TXT", "value": ["v=DMARC1; p=reject"] }],
  "summer._bimi.silent.example": [{ "type": "TXT", "value": ["v=BIMI1; l=https://logo.silent.example:9/logo.svg"] }],
  "logo.silent.example": [{ "type": "A", "value": "127.0.0.1" }],
  "none.example": [{ "type": "A", "value": "127.0.0.1" }] }
'@
}

Describe 'Test-BimiRecord' {
    It 'says what keeps the logo away' {
        $results = 'declined.example', 'open.example', 'none.example' | Test-BimiRecord -DnsZone $zone
        $results.Verdict | Should -Be 'Valid', 'Invalid', 'Missing'
        $results[0].IsDeclined | Should -BeTrue
        $results[1].Findings.Id | Should -Contain 'BIMI021'
        ($results | Out-String -Width 80) | Should -Match 'Invalid\s+open.example\s+BIMI021'
        ($results[1] | Format-List | Out-String -Width 80) | Should -Match 'DmarcPolicy\s+: None'
    }

    It 'takes a silent web server for unknown' {
        $result = Test-BimiRecord silent.example -Selector summer -DnsZone $zone
        $result.Verdict | Should -Be 'Unknown'
        $result.Findings.Id | Should -Contain 'BIMI031'
        Test-BimiRecord silent.example -Selector summer -Quiet -DnsZone $zone | Should -BeFalse
    }

    It 'follows no record to an address of this host' {
        $result = Test-BimiRecord open.example -DnsZone $zone
        $result.Findings.Id | Should -Contain 'BIMI047'
    }

    It 'refuses a file that holds no authorities' {
        { Test-BimiRecord none.example -MarkAuthority $zone -DnsZone $zone } | Should -Throw -ErrorId 'MailOps.Domain.InvalidAuthority,*'
    }
}
