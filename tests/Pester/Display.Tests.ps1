# What foreign text may do to the screen, and what people are told about mails that were not read whole.
BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'A view' {
    It 'shows no character that acts unseen' {
        $results = "a$([char]0x202E)b@example.com", "a$([char]0x2066)b@exa$([char]0x200B)mple.com", "a`r`nb@example.com" | Test-MailAddress -SyntaxOnly
        $results | Should -HaveCount 3
        foreach ($text in ($results | Out-String -Width 80), ($results | Format-List | Out-String -Width 80)) {
            $text.IndexOfAny([char[]](0x202E, 0x2066, 0x200B)) | Should -Be -1
            $text.IndexOf([char]0xFFFD) | Should -BeGreaterThan -1
        }
        $results[0].Address.IndexOf([char]0x202E) | Should -Be 1 -Because 'only what is shown is changed'
    }

    It 'keeps a row short, whatever the address' {
        $result = ('x' * 100000) + '@example.com' | Test-MailAddress -SyntaxOnly
        ($result | Out-String -Width 80).Length | Should -BeLessThan 2000
        $result.Address.Length | Should -BeGreaterThan 100000
    }

    It 'shows the same of what comes out of a job' {
        $file = Join-Path $TestDrive 'results.xml'
        "a$([char]0x202E)b@example.com" | Test-MailAddress -SyntaxOnly | Export-Clixml $file
        Import-Clixml $file | Out-String -Width 80 | Should -BeLike "*a$([char]0xFFFD)b@example.com*"
    }

    It 'also serves what was read before the module was imported, and stayed a bag of properties' {
        $live = @('ann@example.com' | Test-MailAddress -SyntaxOnly; Get-SmtpStatus 5.1.1, 4.2.2)
        $file = Join-Path $TestDrive 'before.xml'
        $live | Export-Clixml $file -Depth 4
        $script = "`$bags = Import-Clixml '$file'; Import-Module '$ModuleManifest'; `$bags[0].PSTypeNames[0]; " +
            "(`$bags[0] | Out-String -Width 80), (`$bags[1..2] | Out-String -Width 80), (`$bags[0] | Format-List | Out-String -Width 80) -join '|'"
        $output = & ([Environment]::ProcessPath) -NoProfile -NoLogo -Command $script
        $output[0] | Should -BeLike 'Deserialized.MailOps.*'
        $expected = ($live[0] | Out-String -Width 80), ($live[1..2] | Out-String -Width 80), ($live[0] | Format-List | Out-String -Width 80) -join '|'
        (($output | Select-Object -Skip 1) -join "`n").TrimEnd() | Should -Be ($expected -replace "`r`n", "`n").TrimEnd()
    }
}

Describe 'A mail that was not read whole' {
    It 'gives a warning that names the file, and a finding' -ForEach @(
        @{ Id = 'MIME001'; Text = "From: a@b.example`n" + ("Content-Type: message/rfc822`n`n" * 10000) + "Subject: x`n`nText`n" }
        @{ Id = 'MIME004'; Text = "From: a@b.example`nSubject: " + ('x' * 10MB) + "`n`nText`n" }
    ) {
        $file = Join-Path $TestDrive "$Id.eml"
        [IO.File]::WriteAllText($file, $Text)
        $result = Get-BounceClassification -LiteralPath $file -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Findings.Id | Should -Contain $Id
        "$warnings" | Should -BeLike "*$Id.eml': *$Id*"
    }
}
