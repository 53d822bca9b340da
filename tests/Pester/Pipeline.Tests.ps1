# How the base class of the cmdlets behaves in the engine, shown on probe cmdlets (tests/MailOps.PowerShell.Probes).
BeforeDiscovery {
    $probes = Get-ChildItem "$PSScriptRoot/../MailOps.PowerShell.Probes/bin/*/net8.0/MailOps.PowerShell.Probes.dll" -ErrorAction SilentlyContinue |
        Sort-Object LastWriteTime -Descending | Select-Object -First 1
}

Describe 'The pipeline contract' -Skip:(-not $probes) -ForEach @(@{ ProbePath = $probes.FullName }) {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        Import-Module $ProbePath
        $running = { [MailOps.PowerShell.Probes.InvokeDelayProbeCommand]::Running }
        function Wait-Idle {
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            while ((& $running) -gt 0 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
            & $running
        }
    }

    It 'keeps the order of the input' {
        1..500 | Invoke-DelayProbe -Milliseconds 5 | Should -Be (1..500)
    }

    It 'writes errors at their place and gives the next input its turn' {
        $merged = 1..4 | Invoke-DelayProbe -Fail 2 -ErrorAction Continue 2>&1
        "$($merged[0])", $merged[1].FullyQualifiedErrorId, "$($merged[2])", "$($merged[3])" |
            Should -Be '1', 'MailOps.Test.Broken,MailOps.PowerShell.Probes.InvokeDelayProbeCommand', '3', '4'
        $merged[1].TargetObject | Should -Be 2
        $merged[1].CategoryInfo.Category | Should -Be 'InvalidData'
        $merged[1].ErrorDetails.RecommendedAction | Should -Be 'mend it'
    }

    It 'cancels its work when Select-Object -First has enough' {
        1..1000 | Invoke-DelayProbe -ThrottleLimit 8 | Select-Object -First 3 | Should -Be 1, 2, 3
        Wait-Idle | Should -Be 0
    }

    It 'cancels its work when -ErrorAction Stop ends the pipeline' {
        { 1..1000 | Invoke-DelayProbe -Fail 5 -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Test.Broken*'
        Wait-Idle | Should -Be 0
    }

    It 'returns at once when the pipeline is stopped' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModuleManifest'; Import-Module '$ProbePath'; 1..10 | Invoke-DelayProbe -Milliseconds 600000")
            $call = $shell.BeginInvoke()
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            while ((& $running) -lt 10 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
            & $running | Should -Be 10
            # Ten minutes of work: only a stop that reaches it lets this end.
            $shell.Stop()
            $call.IsCompleted | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            Wait-Idle | Should -Be 0
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'writes warnings of worker threads' {
        1..5 | Invoke-DelayProbe -Warn 3 -WarningVariable warnings -WarningAction SilentlyContinue | Should -Be (1..5)
        "$warnings" | Should -Be 'slow: 3'
    }

    It 'works in ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $sums = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:ModuleManifest; Import-Module $using:ProbePath
            (1..100 | Invoke-DelayProbe -Milliseconds 1 | Measure-Object -Sum).Sum
        }
        $sums | Should -Be 5050, 5050, 5050, 5050
    }

    Context 'addresses' {
        It 'finds the address in <Name>' -ForEach @(
            @{ Name = 'a text'; Value = 'a@x.example' }
            @{ Name = 'a CSV row'; Value = [pscustomobject]@{ Id = 1; email = 'a@x.example' } }
            @{ Name = 'a hashtable'; Value = @{ Mail = 'a@x.example' } }
            @{ Name = 'a directory user'; Value = [pscustomobject]@{ Mail = $null; UserPrincipalName = 'a@x.example' } }
        ) {
            ($Value | Invoke-AddressProbe).Address | Should -Be 'a@x.example'
            (Invoke-AddressProbe $Value).Address | Should -Be 'a@x.example'
        }

        It 'carries the other columns' {
            $row = [pscustomobject]@{ Email = 'a@x.example'; Company = 'Firma' }
            ($row | Invoke-AddressProbe).InputObject.Company | Should -Be 'Firma'
        }

        It 'never takes the text of an object for its address' {
            Get-Item $PSHOME | Invoke-AddressProbe -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.Missing,*'
        }

        It 'gives a null its error and goes on' {
            $found = $null, 'a@x.example' | Invoke-AddressProbe -ErrorVariable problem -ErrorAction SilentlyContinue
            $found.Address | Should -Be 'a@x.example'
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Address.Missing,*'
        }

        It 'looks where -AddressProperty says' {
            $row = [pscustomobject]@{ Email = 'a@x.example'; Kontakt = 'b@x.example' }
            ($row | Invoke-AddressProbe -AddressProperty Kontakt).Address | Should -Be 'b@x.example'
        }
    }
}

Describe 'Tab completion' -Skip:(-not $probes) -ForEach @(@{ ProbePath = $probes.FullName }) {
    BeforeAll { . $PSScriptRoot/Common.ps1; Import-Module $ProbePath }

    It 'offers DNS servers' {
        $line = 'Invoke-AddressProbe -DnsServer 9.9'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain '9.9.9.9'
    }
}
