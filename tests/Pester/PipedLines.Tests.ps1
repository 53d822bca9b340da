BeforeAll {
    . $PSScriptRoot/Common.ps1
    $bounce = Join-Path $TestDrive 'bounce.eml'
    $text = @'
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: news@corp.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; gone@x.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b--
'@
    Set-Content -LiteralPath $bounce $text
    $other = Join-Path $TestDrive 'other.eml'
    Set-Content -LiteralPath $other ($text -replace 'gone@', 'lost@')
}

Describe 'Mails that are piped line by line' {
    It 'are one mail each for Get-BounceClassification, and are the file where they are all of it' {
        $found = Get-Content $bounce | Get-BounceClassification
        $found.Address | Should -Be 'gone@x.example'
        $found.Source | Should -Be $bounce
        @(Get-Content $bounce, $other | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example', 'lost@x.example'
        @(Get-Content $bounce | ForEach-Object { "$_" } | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example'
        @($text -split "`r?`n" | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example'
        $part = Get-Content $bounce | Select-Object -First 21 | Get-BounceClassification
        $part.Reason | Should -Be 'UserUnknown'
        $part.Source | Should -BeNullOrEmpty
    }

    It 'leave replies, paths, whole mails and files as they were' {
        $replies = Join-Path $TestDrive 'replies.txt'
        Set-Content $replies '550 5.1.1 no such user', 'Diagnostic-Code: smtp; 552 5.2.2 mailbox full', '421 4.7.0 try later'
        @(Get-Content $replies | Get-BounceClassification | ForEach-Object Reason) | Should -HaveCount 3
        $list = Join-Path $TestDrive 'list.txt'
        Set-Content $list $bounce, $other
        @(Get-Content $list | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example', 'lost@x.example'
        @($text, ($text -replace 'gone@', 'lost@') | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example', 'lost@x.example'
        @((Get-Content $bounce), (Get-Item $other) | ForEach-Object { $_ } | Get-BounceClassification | ForEach-Object Address) | Should -Be 'gone@x.example', 'lost@x.example'
    }

    It 'are one report for ConvertFrom-DmarcReport and ConvertFrom-TlsReport' {
        $xml = Join-Path $TestDrive 'report.xml'
        Set-Content $xml @'
<?xml version="1.0"?>
<feedback>
<report_metadata><org_name>x</org_name><email>a@x.example</email><report_id>1</report_id><date_range><begin>1767225600</begin><end>1767311999</end></date_range></report_metadata>
<policy_published><domain>corp.example</domain><p>none</p></policy_published>
<record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row>
<identifiers><header_from>corp.example</header_from></identifiers>
<auth_results><spf><domain>corp.example</domain><result>pass</result></spf></auth_results></record>
</feedback>
'@
        (Get-Content $xml | ConvertFrom-DmarcReport).Count | Should -Be 3
        (Get-Content $xml -Raw | ConvertFrom-DmarcReport).SourceAddress | Should -Be '192.0.2.1'
        (Get-Content $xml | Select-Object -First 100 | ForEach-Object { "$_" } | ConvertFrom-DmarcReport).SourceAddress | Should -Be '192.0.2.1'
        $null = 'nowhere.xml' | ConvertFrom-DmarcReport -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -BeLike '*nowhere.xml*'
    }
}
