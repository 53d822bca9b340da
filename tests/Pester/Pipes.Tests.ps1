# The pipes that README and the help show first, each straight, through a job, a CLIXML file and a parallel runspace: the same objects.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    function Get-Rows($Objects, $Columns) { $Objects | Select-Object $Columns | ConvertTo-Csv -NoTypeInformation }
}

Describe 'The pipe <Name>' -ForEach @(
    @{
        Name = 'of a customer list into the outbox'
        Columns = 'Address', 'Action', 'Subject', { $_.InputObject.Verdict }, { $_.InputObject.InputObject.City }
        Pipe = {
            param($Examples, $Store)
            Import-Csv "$Examples/customers.csv" | Test-MailAddress -DnsZone "$Examples/zone.json" | Where-Object Verdict -eq Deliverable |
                Send-DelayedMail -From news@corp.example -Subject Wartung -Body text -Delay 00:10:00 -Store $Store -WarningAction SilentlyContinue
        }
    }
    @{
        Name = 'of bounces'
        Columns = 'Address', 'Kind', 'Permanence', 'Reason', 'Action', 'Findings'
        Pipe = { param($Examples) Get-ChildItem $Examples/bounces/*.eml | Get-BounceClassification }
    }
    @{
        Name = 'of bounces into the suppression list'
        Columns = 'Address', 'Action', 'Reason', 'WhatIf'
        Pipe = {
            param($Examples, $Store)
            Get-ChildItem $Examples/bounces/*.eml | Get-BounceClassification | Update-MailSuppression -TrustUnmatched -WhatIf -Store $Store
        }
    }
    @{
        Name = 'of domains into DMARC'
        Columns = 'Domain', 'Verdict', 'Policy', 'Findings'
        Pipe = { param($Examples) 'corp.example', 'partner.example' | Test-DmarcRecord -DnsZone "$Examples/zone.json" }
    }
    @{
        Name = 'of a domain into its findings'
        Columns = 'Id', 'Severity', 'Message'
        Pipe = { param($Examples) 'corp.example' | Test-DmarcRecord -DnsZone "$Examples/zone.json" | Select-Object -ExpandProperty Findings }
    }
    @{
        Name = 'of bounces into explanations'
        Columns = 'Code', 'Severity', 'Title', { $_.InputObject.Address }
        Pipe = { param($Examples) Get-ChildItem $Examples/bounces/postfix*.eml | Get-BounceClassification | Get-SmtpStatus }
    }
) {
    BeforeAll {
        $text = "$Pipe"
        function New-Store { Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }
        $straight = & $Pipe $Examples (New-Store)
        $expected = Get-Rows $straight $Columns
    }

    It 'gives objects' { @($straight).Count | Should -BeGreaterThan 0 }

    It 'gives the same through Start-Job' {
        $job = Start-Job { Import-Module $using:ModuleManifest; & ([scriptblock]::Create($using:text)) $using:Examples $args[0] } -ArgumentList (New-Store)
        Get-Rows ($job | Receive-Job -Wait -AutoRemoveJob) $Columns | Should -Be $expected
    }

    It 'gives the same through Export-Clixml' {
        $file = Join-Path $TestDrive 'pipe.xml'
        & $Pipe $Examples (New-Store) | Export-Clixml $file -Depth 4
        Get-Rows (Import-Clixml $file) $Columns | Should -Be $expected
    }

    It 'gives the same through ForEach-Object -Parallel' {
        $store = New-Store
        $found = 1 | ForEach-Object -Parallel { Import-Module $using:ModuleManifest; & ([scriptblock]::Create($using:text)) $using:Examples $using:store }
        Get-Rows $found $Columns | Should -Be $expected
    }
}
