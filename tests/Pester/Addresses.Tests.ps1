BeforeAll {
    . $PSScriptRoot/Common.ps1
    $zone = Join-Path $Examples 'zone.json'
    $customers = Join-Path $Examples 'customers.csv'
}

Describe 'Test-MailAddress' {
    It 'judges the rows of a CSV and keeps their other columns' {
        $results = Import-Csv $customers | Test-MailAddress -DnsZone $zone
        $results.Count | Should -Be @(Import-Csv $customers).Count
        $first = $results[0]
        $first.Address | Should -Be 'anna.becker@partner.example'
        $first.Verdict | Should -Be 'Deliverable'
        $first.InputObject.City | Should -Be 'Hamburg'
        ($results | Where-Object Reason -eq NullMx).Address | Should -Be 'info@nomail.example'
        # An array has a method Address of its own, so $results.Address would be that.
        @($results | ForEach-Object Input) | Should -Be @(Import-Csv $customers | ForEach-Object Email)
    }

    It 'takes addresses as arguments' {
        (Test-MailAddress a@corp.example, 'not an address' -SyntaxOnly).Verdict | Should -Be 'Deliverable', 'Undeliverable'
    }

    It 'answers -Quiet with a bare boolean' {
        Test-MailAddress a@corp.example -SyntaxOnly -Quiet | Should -BeTrue
        Test-MailAddress a@@corp.example -SyntaxOnly -Quiet | Should -BeFalse
    }

    It 'leaves a domain unjudged whose server does not answer' {
        $result = Test-MailAddress a@slow.example -DnsZone $zone
        $result.Verdict | Should -Be 'Unknown'
        $result.TempError | Should -Not -BeNullOrEmpty
    }

    It 'asks nobody with -SyntaxOnly' {
        (Test-MailAddress a@corp.example -SyntaxOnly -DnsServer 192.0.2.1).Evidence | Should -Be 'Syntax'
    }

    It 'says with -Verbose what the DNS had to do' {
        $verbose = Test-MailAddress a@corp.example -DnsServer 127.0.0.1:1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$verbose" | Should -BeLike 'DNS:*'
    }

    It 'returns at once from a DNS timeout when it is stopped' {
        # Nobody answers at a documentation address (RFC 5737), or the host says so at once; either way the stop comes back.
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModuleManifest'; 'a@corp.example' | Test-MailAddress -DnsServer 192.0.2.1")
            $call = $shell.BeginInvoke()
            Start-Sleep -Milliseconds 300
            $shell.Stop()
            $call.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'names the row that has no address, and what it has' {
        [pscustomobject]@{ Email = 'a@corp.example' }, [pscustomobject]@{ Kontakt = 'b@corp.example'; Ort = 'Bonn' } |
            Test-MailAddress -SyntaxOnly -ErrorVariable problem -ErrorAction SilentlyContinue | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.Missing*'
        "$($problem[0])" | Should -BeLike 'Input 2 *but Kontakt, Ort.'
    }

    It 'lists the ways to write a DNS server where one is wrong' {
        { Test-MailAddress a@corp.example -DnsServer 'bad host' } | Should -Throw '*tls://host*https://host*'
    }

    It 'shows the ids of warnings within 80 columns' {
        $lines = 'j.smith@gmial.com', 'anna@corp.example' | Test-MailAddress -SyntaxOnly | Out-String -Stream -Width 80
        "$lines" | Should -Match 'DomainTypo.*ADDR\d{3}'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $list = ConvertFrom-MailAddressList '"boss@corp.example" <evil@other.example>' | Out-String -Width 80
        $list | Should -Match 'ADDR060'
    }

    It 'comes out of a job, a CLIXML file and a parallel runspace as what it was' {
        $job = Start-Job { Import-Module $using:ModuleManifest; Import-Csv $using:customers | Test-MailAddress -DnsZone $using:zone }
        $fromJob = $job | Receive-Job -Wait -AutoRemoveJob
        $file = Join-Path $TestDrive 'results.xml'
        Import-Csv $customers | Test-MailAddress -DnsZone $zone | Export-Clixml $file
        $fromParallel = @($customers) | ForEach-Object -Parallel { Import-Module $using:ModuleManifest; Import-Csv $_ | Test-MailAddress -DnsZone $using:zone }
        foreach ($results in $fromJob, (Import-Clixml $file), $fromParallel) {
            $results[0] | Should -BeOfType MailOps.Addresses.AddressTestResult
            @($results | Where-Object Verdict -eq Deliverable).Count | Should -BeGreaterThan 3
            $results[0].InputObject.City | Should -Be 'Hamburg'
            $results[0].CheckedAt.Kind | Should -Be 'Utc'
            # Piped on, the address is still found.
            ($results[0] | Test-MailAddress -SyntaxOnly).Address | Should -Be 'anna.becker@partner.example'
        }
    }
}

Describe 'ConvertFrom-MailAddressList' {
    It 'says that a text is empty, and takes a row with an empty cell' {
        '' | ConvertFrom-MailAddressList -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.EmptyList*'
        [pscustomobject]@{ Cc = '' } | ConvertFrom-MailAddressList -AddressProperty Cc -ErrorAction Stop | Should -BeNullOrEmpty
    }
}

Describe 'Measure-MailAddress' {
    It 'makes no report of nothing' {
        $html = Join-Path $TestDrive 'none.html'
        $summary = 'a@corp.example' | Measure-MailAddress -HtmlPath $html -ErrorAction SilentlyContinue -WarningVariable warning -WarningAction SilentlyContinue
        $summary | Should -BeNullOrEmpty
        Test-Path $html | Should -BeFalse
        "$warning" | Should -BeLike 'No result*'
    }
}

Describe 'Options without effect' {
    It 'are refused: <Because>' -ForEach @(
        @{ Because = 'settings of a probe without the probe'; Options = @{ ProbeSender = 'postmaster@corp.example' }; Id = 'MailOps.Address.ConflictingOptions*' }
        @{ Because = 'a probe in a check of the syntax'; Options = @{ Probe = $true; SyntaxOnly = $true }; Id = 'MailOps.Address.ConflictingOptions*' }
        @{ Because = 'servers beside a zone'; Options = @{ DnsServer = '192.0.2.53'; DnsZone = 'zone.json' }; Id = 'MailOps.Dns.ConflictingOptions*' }
    ) {
        { 'a@corp.example' | Test-MailAddress @Options } | Should -Throw -ErrorId $Id
    }
}
