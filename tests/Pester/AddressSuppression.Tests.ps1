BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
    $store = Join-Path $TestDrive 'list.db'
    $bounce = Get-BounceClassification -Text '550 5.1.1 <gone@partner.example>: no such user'
    $null = $bounce | Update-MailSuppression -TrustUnmatched -Store $store
}

Describe 'Test-MailAddress and the suppression list' {
    It 'calls a blocked address undeliverable and says why' {
        $result = Test-MailAddress gone@partner.example -DnsZone $zone -Store $store
        $result.Verdict | Should -Be 'Undeliverable'
        $result.Reason | Should -Be 'Suppressed'
        $result.Evidence | Should -BeLike '*History*'
        $result.Findings[0].Message | Should -BeLike '*no such user*'
    }

    It 'blocks whatever way the address is written, and no other' {
        (Test-MailAddress GONE@Partner.Example -DnsZone $zone -Store $store).Reason | Should -Be 'Suppressed'
        (Test-MailAddress anna.becker@partner.example -DnsZone $zone -Store $store).Verdict | Should -Be 'Deliverable'
    }

    It 'finds the store by itself with -Suppression' {
        $env:MAILOPS_STORE = $store
        try {
            (Test-MailAddress gone@partner.example -DnsZone $zone -Suppression).Reason | Should -Be 'Suppressed'
            (Test-MailAddress gone@partner.example -DnsZone $zone).Reason | Should -Not -Be 'Suppressed'
        }
        finally {
            Remove-Item Env:MAILOPS_STORE
        }
    }

    It 'consults the list also when only the syntax is checked, and keeps nothing then' {
        (Test-MailAddress gone@partner.example -SyntaxOnly -Store $store).Reason | Should -Be 'Suppressed'
        (Test-MailAddress gone@partner.example -SyntaxOnly).Verdict | Should -Be 'Deliverable'
        { Test-MailAddress gone@partner.example -SyntaxOnly -Keep -Store $store } | Should -Throw -ErrorId 'MailOps.Address.ConflictingOptions*'
    }

    It 'does not answer from a list that is not there' {
        { Test-MailAddress gone@partner.example -DnsZone $zone -Store (Join-Path $TestDrive 'none.db') } |
            Should -Throw -ErrorId 'MailOps.Store.*'
    }
}
