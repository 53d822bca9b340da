BeforeAll {
    . $PSScriptRoot/Common.ps1
    $bounces = Join-Path $Examples 'bounces'
}

Describe 'Get-BounceClassification' {
    It 'reads piped files, one result per recipient' {
        $results = Get-ChildItem $bounces -Filter *.eml | Get-BounceClassification
        $results.Count | Should -Be 7
        $hard = $results | Where-Object Permanence -eq Hard
        $hard.Address | Should -Be 'j.smith@partner.example'
        $hard.Reason | Should -Be 'UserUnknown'
        $hard.InputObject.Name | Should -Be 'postfix-user-unknown.eml'
    }

    It 'takes paths with wildcards, folders and literal paths' {
        (Get-BounceClassification -Path "$bounces/*.eml").Count | Should -Be 7
        (Get-BounceClassification $bounces).Count | Should -Be 7
        $odd = Join-Path $TestDrive 'a[1].eml'
        Copy-Item (Join-Path $bounces 'postfix-user-unknown.eml') -Destination ($odd -replace '[\[\]]', '_')
        [IO.File]::Move(($odd -replace '[\[\]]', '_'), $odd)
        (Get-BounceClassification -LiteralPath $odd).Reason | Should -Be 'UserUnknown'
    }

    It 'follows the location of the session' {
        Push-Location $bounces
        try { ('postfix-user-unknown.eml' | Get-BounceClassification).Reason | Should -Be 'UserUnknown' }
        finally { Pop-Location }
    }

    It 'takes replies, whole mails as text, bytes, and objects with the raw message' {
        ('550 5.1.1 no such user' | Get-BounceClassification).Permanence | Should -Be 'Hard'
        $file = Join-Path $bounces 'postfix-user-unknown.eml'
        (Get-Content $file -Raw | Get-BounceClassification).Reason | Should -Be 'UserUnknown'
        $bytes = [IO.File]::ReadAllBytes($file)
        (, $bytes | Get-BounceClassification).Reason | Should -Be 'UserUnknown'
        ([pscustomobject]@{ RawMessage = $bytes; Mailbox = 'bounces' } | Get-BounceClassification).InputObject.Mailbox | Should -Be 'bounces'
        ([pscustomobject]@{ RawMessage = Get-Content $file -Raw } | Get-BounceClassification).Reason | Should -Be 'UserUnknown'
    }

    It 'takes the bytes of a mail that the pipe took apart as one mail' {
        $file = Join-Path $bounces 'postfix-user-unknown.eml'
        $results = @([IO.File]::ReadAllBytes($file) | Get-BounceClassification)
        $results.Count | Should -Be 1
        $results[0].Reason | Should -Be 'UserUnknown'
    }

    It 'gives a file that is no mail, and one that is not there, their errors and goes on' {
        $empty = New-Item (Join-Path $TestDrive 'empty.eml') -ItemType File
        $good = Get-Item (Join-Path $bounces 'postfix-user-unknown.eml')
        $found = $empty, $good | Get-BounceClassification -ErrorVariable problem -ErrorAction SilentlyContinue
        @($found).Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Bounces.NoMail,*'
        $null = Get-BounceClassification -Path 'no such file.eml' -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.File.NotFound,*'
        $missing[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $null = Get-BounceClassification -LiteralPath 'no such file.eml' -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.File.NotFound,*'
    }

    It 'gives an input of another kind its error' {
        $null = 42, $null | Get-BounceClassification -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 2
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Bounces.NoInput,*'
    }

    It 'comes out of a job, a CLIXML file and a parallel runspace as what it was' {
        $fromJob = Start-Job { Import-Module $using:ModuleManifest; Get-ChildItem $using:bounces | Get-BounceClassification } |
            Receive-Job -Wait -AutoRemoveJob
        $file = Join-Path $TestDrive 'bounces.xml'
        Get-ChildItem $bounces | Get-BounceClassification | Export-Clixml $file
        $fromParallel = Get-ChildItem $bounces | ForEach-Object -Parallel { Import-Module $using:ModuleManifest; $_ | Get-BounceClassification }
        foreach ($results in $fromJob, (Import-Clixml $file), $fromParallel) {
            $results.Count | Should -Be 7
            $results[0] | Should -BeOfType MailOps.Bounces.BounceClassification
            $results | Where-Object Permanence -eq 'Hard' | ForEach-Object Address | Should -Be 'j.smith@partner.example'
            @($results | Where-Object Address | Select-Object -First 1 | Test-MailAddress -SyntaxOnly).Count | Should -Be 1
        }
    }

    It 'shows kind, reason, address and action at 80 columns, and a long address whole' {
        $text = Get-BounceClassification $bounces | Out-String -Width 80
        $text | Should -Match 'Hard failure +UserUnknown +j\.smith@partner\.example +Remove'
        $long = 'bounces.to.a.person.with.a.very.long.name@department.of.a.company.example'
        $result = Get-BounceClassification -Text "550 5.1.1 <$long>: no such user"
        $lines = ($result | Out-String -Width 80) -split '\r?\n'
        ($lines | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 80
        -join ($lines | ForEach-Object { ($_ -replace '^Hard failure +UserUnknown +', '' -replace ' Remove$', '').Trim() }) | Should -BeLike "*$long*"
        "$lines" | Should -BeLike '*Remove*'
    }
}

Describe 'Bounces into the suppression list' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'shows with -WhatIf what would be blocked, and makes no store' {
        $decisions = Get-ChildItem $bounces | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -Store $store -WhatIf
        $decisions | Where-Object Action -eq Block | ForEach-Object Address | Should -Be 'reader@isp.example', 'j.smith@partner.example'
        $decisions.WhatIf | Sort-Object -Unique | Should -BeTrue
        Test-Path $store | Should -BeFalse
    }

    It 'blocks what is lost, once, and the other cmdlets know it' {
        $decisions = Get-ChildItem $bounces | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -Store $store
        $decisions | Where-Object Changed | ForEach-Object Address | Should -Contain 'j.smith@partner.example'
        $again = Get-ChildItem $bounces | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -Store $store
        @($again | Where-Object Changed) | Should -BeNullOrEmpty

        (Get-MailSuppression j.smith@partner.example -Store $store).State | Should -Be 'Blocked'
        @(Get-MailSuppression -State Blocked -Store $store).Count | Should -Be 2
        $decision = 'j.smith@partner.example' | Send-DelayedMail -From a@corp.example -Subject x -Body x -Store $store -WarningAction SilentlyContinue
        $decision.Action | Should -Be 'Suppressed'
    }

    It 'finds listed addresses of piped rows, and lets unknown ones pass' {
        $null = Get-ChildItem $bounces | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -Store $store
        $found = Import-Csv (Join-Path $Examples 'customers.csv') | Get-MailSuppression -Store $store
        $found | ForEach-Object Address | Should -Contain 'j.smith@partner.example'
    }

    It 'carries the list through a job and a CLIXML file' {
        $null = Get-ChildItem $bounces | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -Store $store
        $fromJob = Start-Job { Import-Module $using:ModuleManifest; Get-MailSuppression -State Blocked -Store $using:store } | Receive-Job -Wait -AutoRemoveJob
        $file = Join-Path $TestDrive 'list.xml'
        Get-MailSuppression -State Blocked -Store $store | Export-Clixml $file
        foreach ($entry in $fromJob[0], (Import-Clixml $file)[0]) {
            $entry | Should -BeOfType MailOps.Suppression.SuppressionEntry
            $entry.State -eq 'Blocked' | Should -BeTrue
            $entry.Since.Kind | Should -Be 'Utc'
        }
    }
}
