# The report of an incident, made in the engine from a recall out of Maildirs or from a file.
Describe 'New-MailIncidentReport' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $file = Join-Path $TestDrive 'wrong.eml'
        [IO.File]::WriteAllText($file, "From: Boss <boss@corp.example>`r`nTo: anna@corp.example, guest@partner.example`r`nSubject: Prices <b>`r`n" +
            "Message-ID: <wrong@corp.example>`r`nDate: Sun, 01 Mar 2026 08:00:00 +0000`r`n`r`nSee https://files.corp.example/prices.pdf`r`n")
        $store = Join-Path $TestDrive 'store.db'
        Send-DelayedMail -From a@corp.example -To b@corp.example -Subject Other -Body Other -Store $store | Out-Null
    }

    It 'lists what is open and assumes nothing' {
        $report = New-MailIncidentReport -LiteralPath $file -Store $store
        $report.Recipients | ForEach-Object Address | Should -Be 'anna@corp.example', 'guest@partner.example'
        $report.OpenFields | Should -Contain 'awareSince'
        $report.OpenFields | Should -Contain 'personCount'
        $report.Deadline | Should -BeNullOrEmpty
        $report.Statement.PersonCount | Should -BeNullOrEmpty
        $report.Links | Should -Be 'https://files.corp.example/prices.pdf'
    }

    It 'starts the clock of 72 hours at -AwareSince, which is local time' {
        $aware = (Get-Date).AddHours(-2)
        $report = New-MailIncidentReport -LiteralPath $file -AwareSince $aware -Store $store
        $report.Deadline | Should -Be $aware.AddHours(72).ToUniversalTime()
        $report.IsLate | Should -BeFalse
        (New-MailIncidentReport -LiteralPath $file -AwareSince (Get-Date).AddHours(-80) -Store $store).IsLate | Should -BeTrue
        { New-MailIncidentReport -LiteralPath $file -AwareSince (Get-Date).AddHours(1) -Store $store -ErrorAction Stop } | Should -Throw '*not come yet*'
    }

    It 'writes a page without anything from outside, and JSON' {
        $page = Join-Path $TestDrive 'incident.html'
        $json = Join-Path $TestDrive 'incident.json'
        $null = New-MailIncidentReport -LiteralPath $file -DataCategory '<script>alert(1)</script>' -Language de -Html $page -Json $json -Store $store
        $html = Get-Content $page -Raw
        $html | Should -Match '<html lang="de">'
        $html | Should -Match 'heißt nicht, dass jemand die Mail geöffnet hat'
        $html | Should -Match 'Prices &lt;b&gt;'
        $html | Should -Not -Match '<script|<img|<link|src=|href=|url\('
        $read = Get-Content $json -Raw | ConvertFrom-Json
        $read.messageId | Should -Be 'wrong@corp.example'
        $read.dataCategories | Should -Be '<script>alert(1)</script>'
        $read.recipients.Count | Should -Be 2
    }

    It 'has a letter to the persons concerned in the language asked for, or none' {
        (New-MailIncidentReport -LiteralPath $file -Language de -Contact 'Eva Muster' -Store $store).Letter | Should -Match '(?s)Sehr geehrte.*Eva Muster.*Auszufüllen'
        (New-MailIncidentReport -LiteralPath $file -Language en -InformPersons No -Store $store).Letter | Should -BeNullOrEmpty
    }

    It 'shows at 80 columns what matters' {
        $text = New-MailIncidentReport -LiteralPath $file -AwareSince (Get-Date).AddHours(-2) -Store $store | Out-String -Width 80
        $text | Should -Match 'Summary\s*: 2 recipients, 2 open; \d+ fields to fill in'
        $text | Should -Match 'Deadline'
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 81
        (New-MailIncidentReport -LiteralPath $file -Store $store).Recipients | Out-String -Width 80 | Should -Match 'anna@corp\.example'
    }

    It 'comes out of a job as what it was' {
        $job = Start-Job { Import-Module $using:ModuleManifest; New-MailIncidentReport -LiteralPath $using:file -Risk High -Store $using:store }
        $report = $job | Wait-Job | Receive-Job
        Remove-Job $job
        $report.Statement.Risk | Should -Be 'High'
        $report.Recipients.Count | Should -Be 2
    }

    It 'does not write a second report over the first one' {
        $page = Join-Path $TestDrive 'one.html'
        $second = Join-Path $TestDrive 'second.eml'
        (Get-Content $file -Raw) -replace 'wrong@', 'second@' | Set-Content $second -NoNewline
        $null = New-MailIncidentReport -LiteralPath $file, $second -Html $page -Store $store -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Recall.OneReport*'
        Get-Content $page -Raw | Should -Match 'wrong@corp\.example'
    }

    It 'says when the page cannot be written' {
        { New-MailIncidentReport -LiteralPath $file -Html (Join-Path $TestDrive 'no/such/folder.html') -Store $store -ErrorAction Stop } | Should -Throw '*cannot be written*'
    }
}

Describe 'examples/incident.ps1' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    It 'tells the story from cancel to report without a question in a shell that cannot ask' {
        $reports = Join-Path $TestDrive 'reports'
        $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File (Join-Path $Examples 'incident.ps1') -ReportFolder $reports 2>&1 | Out-String -Width 200
        $LASTEXITCODE | Should -Be 0
        $output | Should -Match 'Cancelled\s+dora@corp\.example'
        $output | Should -Match 'RecalledUnread\s+anna@corp\.example'
        $output | Should -Match 'SkippedRead\s+ben@corp\.example'
        $output | Should -Match 'Re: Prices 2026'
        $output | Should -Match '5 recipients, 2 open'
        Get-Content (Join-Path $reports 'incident.html') -Raw | Should -Match 'customer@partner\.example'
        Get-Content (Join-Path $reports 'recall.html') -Raw | Should -Match 'this report is final'
    }
}
