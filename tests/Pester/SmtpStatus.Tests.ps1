BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-SmtpStatus' {
    It 'explains codes, as arguments and from the pipe' {
        (Get-SmtpStatus 452, 4.2.2).Code | Should -Be '452', '4.2.2'
        (452, '4.2.2' | Get-SmtpStatus).Code | Should -Be '452', '4.2.2'
        (Get-SmtpStatus 4.2.2).Severity -eq 'Temporary' | Should -BeTrue
    }

    It 'explains both codes of a reply' {
        $found = Get-SmtpStatus '550 5.1.1 no such user'
        $found.Code | Should -Be '5.1.1', '550'
        $found[0].Permanence | Should -Be 'Hard'
    }

    It 'lists the codes of a pattern, and all without one' {
        (Get-SmtpStatus 4.2.x).Count | Should -Be 5
        (Get-SmtpStatus).Count | Should -BeGreaterThan 100
    }

    It 'finds the reply in a bounce and carries it along' {
        $bounce = Get-BounceClassification -Text '452 4.2.2 mailbox full'
        $found = $bounce | Get-SmtpStatus
        $found[0].Code | Should -Be '4.2.2'
        $found[0].InputObject.Reason | Should -Be $bounce.Reason
    }

    It 'gives a text without a code its error and goes on' {
        $found = 'hello', 250 | Get-SmtpStatus -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Code | Should -Be '250'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Bounces.NoStatusCode,*'
        $problem[0].TargetObject | Should -Be 'hello'
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'gives nothing for nothing piped' {
        @() | Get-SmtpStatus | Should -BeNullOrEmpty
    }

    It 'speaks German to a German' {
        Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'de-DE'; (Get-SmtpStatus 4.2.2).Title" | Should -Be 'Postfach voll'
    }

    It 'completes codes of the class begun' {
        $line = 'Get-SmtpStatus 4.7.1'
        $texts = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        $texts | Should -Contain '4.7.12'
        $texts | Should -Not -Contain '5.7.12'
    }

    It 'shows its words whole at 80 columns' {
        $text = Get-SmtpStatus 5.7.1 | Out-String -Width 80
        $text | Should -Not -Match '…|\.\.\.'
    }

    It 'comes out of a CLIXML file as what it was' {
        $file = Join-Path $TestDrive 'status.xml'
        Get-SmtpStatus 4.2.2 | Export-Clixml $file
        Import-Clixml $file | Should -BeOfType MailOps.Bounces.SmtpStatusExplanation
    }
}
