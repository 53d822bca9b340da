BeforeAll {
    . $PSScriptRoot/Common.ps1
    $folder = $TestDrive
    Push-Location $folder
    $pair = New-DkimKey corp.example s1 -KeySize 1024
    $zone = Join-Path $folder 'zone.json'
    @{
        's1._domainkey.corp.example' = @(@{ type = 'TXT'; value = @($pair.Value) })
        'corp.example'               = @(@{ type = 'TXT'; value = @('v=spf1 ip4:192.0.2.25 -all') })
        '_dmarc.corp.example'        = @(@{ type = 'TXT'; value = @('v=DMARC1; p=reject; sp=none') })
    } | ConvertTo-Json -Depth 5 | Set-Content $zone
    foreach ($name in 'a', 'b') {
        [IO.File]::WriteAllText("$folder/$name.eml", "From: $name@corp.example`r`nSubject: $name`r`n`r`nHello`r`n")
    }

    $key = @{ Domain = 'corp.example'; Selector = 's1'; KeyFile = $pair.KeyFile }
}

AfterAll { Pop-Location }

Describe 'Add-DkimSignature' {
    It 'signs into a file, and the signature verifies' {
        $signed = Add-DkimSignature a.eml @key -Destination signed.eml
        $signed.Changed | Should -BeTrue
        $signed.Path | Should -Be (Join-Path $folder 'signed.eml')
        ($signed | Out-String -Width 80) | Should -Match 'DKIM-Signature: v=1; a=rsa-sha256'
        (Test-MailAuthentication signed.eml -DnsZone $zone).DkimResult | Should -Be 'Pass'
        (Get-Content a.eml -Raw) | Should -Not -Match 'DKIM'
    }

    It 'signs what is piped, and hands the message on without a file' {
        $results = Get-ChildItem ?.eml | Add-DkimSignature @key | Test-MailAuthentication -IPAddress 192.0.2.25 -Sender x@corp.example -DnsZone $zone
        $results.DkimResult | Should -Be 'Pass', 'Pass'
        $results.Action | Should -Be 'Deliver', 'Deliver'
        (Get-Content a.eml -Raw | Add-DkimSignature @key).RawMessage.Length | Should -BeGreaterThan 300
    }

    It 'signs and verifies a message of an old charset that comes line by line, by its bytes' {
        $null = New-Item -ItemType Directory old -Force
        $latin = "From: a@corp.example`r`nSubject: x`r`nContent-Type: text/plain; charset=iso-8859-1`r`n`r`nGr$([char]0xFC)$([char]0xDF)e`r`n"
        [IO.File]::WriteAllBytes("$folder/old/latin.eml", [Text.Encoding]::GetEncoding('iso-8859-1').GetBytes($latin))
        $null = Get-Content old/latin.eml | Add-DkimSignature @key -Destination old/signed.eml
        $result = @(Get-Content old/signed.eml | Test-MailAuthentication -DnsZone $zone -IPAddress 192.0.2.25 -Sender x@corp.example)
        $result.Count | Should -Be 1
        $result[0].DkimResult | Should -Be 'Pass'
        [IO.File]::ReadAllBytes("$folder/old/signed.eml") -contains 0xFC | Should -BeTrue
    }

    It 'puts several messages into a folder, and never one over the other' {
        $null = New-Item -ItemType Directory out
        Get-ChildItem ?.eml | Add-DkimSignature @key -Destination out | Should -HaveCount 2
        (Get-ChildItem out).Name | Should -Be 'a.eml', 'b.eml'
        $one = Get-ChildItem ?.eml | Add-DkimSignature @key -Destination one.eml -ErrorVariable problem -ErrorAction SilentlyContinue
        $one | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Authentication.MessageNotWritten,*'
        (Get-Content one.eml -Raw) | Should -Match 'Subject: a'
    }

    It 'writes nothing with -WhatIf' {
        Add-DkimSignature a.eml @key -Destination never.eml -WhatIf
        'never.eml' | Should -Not -Exist
    }

    It 'stops at a key that it cannot read' {
        { Add-DkimSignature a.eml -Domain corp.example -Selector s1 -KeyFile a.eml } | Should -Throw -ErrorId 'MailOps.Dkim.InvalidKey,*'
        { Add-DkimSignature a.eml -Domain corp.example -Selector s1 -KeyFile gone.pem } | Should -Throw -ErrorId 'MailOps.*'
    }
}

Describe 'Add-ArcSeal' {
    It 'seals what arrived, after a list has changed it' {
        $null = Add-DkimSignature a.eml @key -Destination arrived.eml
        $arrival = Test-MailAuthentication arrived.eml -IPAddress 192.0.2.25 -Sender x@corp.example -DnsZone $zone
        [IO.File]::WriteAllText("$folder/changed.eml", ([IO.File]::ReadAllText("$folder/arrived.eml") -replace 'Subject: a', 'Subject: [list] a'))
        $sealed = Add-ArcSeal changed.eml @key -AuthservId mx.corp.example -Result $arrival -Destination sealed.eml
        $sealed.Changed | Should -BeTrue
        $after = Test-MailAuthentication sealed.eml -DnsZone $zone
        $after.DkimResult | Should -Be 'Fail'
        $after.ArcResult | Should -Be 'Pass'
        $after.Arc.Sets[0].Results | Should -Match 'spf=pass .* dkim=pass .* dmarc=pass'
        ($after | Out-String -Width 80) | Should -Match 'ARC\s+: Pass \(i=1 d=corp.example\)'
    }

    It 'adds nothing without results, and says why' {
        $sealed = Add-ArcSeal a.eml @key -AuthservId mx.corp.example
        $sealed.Changed | Should -BeFalse
        $sealed.Findings.Id | Should -Be 'ARC021'
        ($sealed | Out-String -Width 80) | Should -Match 'ARC021'
    }
}

Describe 'Test-MailAuthentication by the older rules' {
    It 'judges as receivers do that follow RFC 7489' {
        Set-Content suffixes.dat 'example'
        [IO.File]::WriteAllText("$folder/below.eml", "From: x@deep.below.corp.example`r`n`r`nHello`r`n")
        $old = Test-MailAuthentication below.eml -AsOf Rfc7489 -PublicSuffixList suffixes.dat -DnsZone $zone
        $old.Dmarc.Standard | Should -Be 'Rfc7489'
        $old.Dmarc.PolicyDomain | Should -Be 'corp.example'
    }
}
