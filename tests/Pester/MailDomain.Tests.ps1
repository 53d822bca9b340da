BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $TestDrive 'zone.json'
    function Write-Zone([string] $Policy) {
        @{
            'corp.example'        = @(@{ type = 'TXT'; value = @('v=spf1 mx -all') }, @{ type = 'MX'; preference = 10; value = 'mail.corp.example' })
            'mail.corp.example'   = @(@{ type = 'A'; value = '192.0.2.25' })
            '_dmarc.corp.example' = @(@{ type = 'TXT'; value = @($Policy) })
            'bare.example'        = @(@{ type = 'A'; value = '192.0.2.80' })
            'quiet.example'       = @(@{ type = 'TXT'; value = @('v=spf1 -all') }, @{ type = 'MX'; preference = 0; value = '' })
            '_dmarc.quiet.example' = @(@{ type = 'TXT'; value = @('v=DMARC1; p=reject; rua=mailto:d@quiet.example') })
        } | ConvertTo-Json -Depth 5 | Set-Content $zone
    }
    Write-Zone 'v=DMARC1; p=reject; rua=mailto:d@corp.example'
}

Describe 'Test-MailDomain' {
    It 'gives a page to act on for each domain, in order' {
        $result = 'quiet.example', 'corp.example', 'bare.example' | Test-MailDomain -DnsZone $zone -SkipServer -ThrottleLimit 3
        $result.Domain | Should -Be 'quiet.example', 'corp.example', 'bare.example'
        $result[0].Grade | Should -Be 'A'
        $result[2].Grade | Should -Be 'F'
        $result[2].Fixes[0].Host | Should -Be '_dmarc.bare.example'
        $page = $result | Out-String -Width 80
        $page | Should -Match '_dmarc\.bare\.example TXT "v=DMARC1; p=none;'
        ($page -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 81
    }

    It 'has the results of the single checks as properties' {
        $result = Test-MailDomain corp.example -DnsZone $zone -SkipServer
        $result.Spf | Should -BeOfType MailOps.Authentication.Spf.SpfTestResult
        $result.Dmarc.Policy | Should -Be 'Reject'
        $result.Requirements.Where({ $_.Name -eq 'DmarcRecord' }).State | Should -Be 'Met'
        $result.CheckedAt.Kind | Should -Be 'Utc'
    }

    It 'answers only true or false with -Quiet' {
        'quiet.example', 'bare.example' | Test-MailDomain -DnsZone $zone -SkipServer -Quiet | Should -Be $true, $false
    }

    It 'keeps the object that was piped, and goes on after a name that is none' {
        $rows = @([pscustomobject]@{ Domain = 'quiet.example'; Owner = 'Anna' }, [pscustomobject]@{ Domain = 'a..b'; Owner = 'Bob' })
        $result = $rows | Test-MailDomain -DnsZone $zone -SkipServer -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.InputObject.Owner | Should -Be 'Anna'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Domain.Invalid*'
    }

    It 'shows only what changed since a baseline' {
        $file = Join-Path $TestDrive 'baseline.json'
        'corp.example', 'quiet.example' | Test-MailDomain -DnsZone $zone -SkipServer | ConvertTo-MailOpsJson | Set-Content $file
        'corp.example', 'quiet.example' | Test-MailDomain -DnsZone $zone -SkipServer -Baseline $file | Should -BeNullOrEmpty
        Write-Zone 'v=DMARC1; p=none'
        $change = 'corp.example', 'quiet.example' | Test-MailDomain -DnsZone $zone -SkipServer -Baseline $file
        $change.Domain | Should -Be 'corp.example'
        $change.IsWorse | Should -BeTrue
        $change.Records[0].Host | Should -Be '_dmarc.corp.example'
        ($change | Out-String -Width 80) | Should -Match 'DMARC033'
        'corp.example', 'quiet.example' | Test-MailDomain -DnsZone $zone -SkipServer -Baseline $file -Quiet | Should -Be $false, $true
        Write-Zone 'v=DMARC1; p=reject; rua=mailto:d@corp.example'
    }

    It 'writes one page about all domains' {
        $file = Join-Path $TestDrive 'page.html'
        'corp.example', 'quiet.example' | Test-MailDomain -DnsZone $zone -SkipServer -Html $file | Out-Null
        $html = Get-Content $file -Raw
        $html | Should -Match '<a href="#d1">quiet.example</a>'
        $html | Should -Not -Match '<script'
    }

    It 'says that a page or a baseline is not there before any work' {
        { Test-MailDomain corp.example -DnsZone $zone -SkipServer -Html (Join-Path $TestDrive 'no/x.html') } | Should -Throw -ErrorId 'MailOps.Domain.ReportNotWritten,*'
        { Test-MailDomain corp.example -DnsZone $zone -SkipServer -Baseline (Join-Path $TestDrive 'no.json') } | Should -Throw -ErrorId 'MailOps.Domain.BaselineUnreadable,*'
    }

    It 'comes out of a CLIXML file as what it was' {
        $file = Join-Path $TestDrive 'domain.xml'
        Test-MailDomain corp.example -DnsZone $zone -SkipServer | Export-Clixml $file
        $result = Import-Clixml $file
        $result | Should -BeOfType MailOps.Domains.Posture.MailDomainResult
        $result.Spf.Tree.Domain | Should -Be 'corp.example'
        "$($result.Fixes[0])" | Should -BeLike '_mta-sts.corp.example TXT*'
    }
}
