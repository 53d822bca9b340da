# Server profiles, throttles, the campaign brake's way back, and the task that runs the queue.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
    $common = @{ From = 'news@corp.example'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }
}

Describe 'Server profiles' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'makes a profile that Send-DelayedMail takes by its name' {
        $set = Set-MailServer Relay -SmtpServer mail.corp.example:587 -Security StartTls -UserName svc -Credential env:RELAY_PASSWORD -Store $store
        $set.Action | Should -Be 'Set'
        $set.Changed | Should -BeTrue
        (Set-MailServer relay -Port 587 -Store $store).Changed | Should -BeFalse
        $null = Send-DelayedMail @common -To anna@partner.example -SmtpServer relay -Store $store
        (Get-DelayedMail -Store $store).Server | Should -Be 'relay'
        $profile = Get-MailServer -Store $store
        $profile.Queued | Should -Be 1
        $profile.Credential | Should -Be 'env:RELAY_PASSWORD'
        { Send-DelayedMail @common -To anna@partner.example -SmtpServer relay -Port 25 -Store $store } |
            Should -Throw -ErrorId 'MailOps.Outbox.ProfileFixed,*'
    }

    It 'trusts an authority of one''s own, whose file has to be one' {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Inside CA', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $authority = $request.CreateSelfSigned([datetime]::UtcNow.AddDays(-1), [datetime]::UtcNow.AddDays(1))
        [IO.File]::WriteAllBytes("$TestDrive/inside.cer", $authority.RawData)
        Push-Location $TestDrive
        try {
            $profile = Set-MailServer relay -SmtpServer mail.corp.example -TrustedRootPath inside.cer -PassThru -Store $store
            $profile.TrustedRootPath | Should -Be (Join-Path (Get-Location).ProviderPath inside.cer)
        }
        finally {
            Pop-Location
        }

        (Set-MailServer relay -Port 587 -PassThru -Store $store).TrustedRootPath | Should -Be $profile.TrustedRootPath
        ($profile | Format-List | Out-String) | Should -BeLike '*TrustedRootPath*inside.cer*'
        (Set-MailServer relay -TrustedRootPath '' -PassThru -Store $store).TrustedRootPath | Should -BeExactly ''
        Set-Content "$TestDrive/no.cer" 'no certificate'
        { Set-MailServer relay -TrustedRootPath "$TestDrive/no.cer" -Store $store } | Should -Throw -ErrorId 'MailOps.Net.TrustedRootUnreadable,*'
    }

    It 'never takes a password' {
        { Set-MailServer relay -SmtpServer mail.corp.example -UserName svc -Credential 'P4ssw0rd!' -Store $store } |
            Should -Throw -ErrorId 'MailOps.Outbox.InvalidProfile,*'
    }

    It 'fills in what a preset limits, and takes single limits away' {
        $null = Set-MailServer m365 -SmtpServer smtp.office365.com -Preset ExchangeOnline -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -Store $store
        $limits = (Get-MailServer m365 -Store $store).Throttle
        $limits.MaxPerMinute, $limits.MaxPerDay, $limits.MaxConnections | Should -Be 30, 10000, 3
        $null = Set-MailServer m365 -MaxPerMinute 0 -SendWindow '' -Store $store
        $limits = Set-MailServer m365 -PassThru -Store $store | ForEach-Object Throttle
        $limits.MaxPerMinute | Should -BeNullOrEmpty
        $limits.Window | Should -BeNullOrEmpty
        $limits.MaxPerDay | Should -Be 10000
    }

    It 'changes nothing with -WhatIf, and removes idempotently' {
        (Set-MailServer relay -SmtpServer mail.corp.example -Store $store -WhatIf).WhatIf | Should -BeTrue
        Test-Path $store | Should -BeFalse
        $null = Set-MailServer relay -SmtpServer mail.corp.example -Store $store
        (Get-MailServer r* -Store $store | Remove-MailServer -Store $store).Changed | Should -BeTrue
        (Remove-MailServer relay -Store $store).Changed | Should -BeFalse
        Get-MailServer relay -Store $store -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MailOps.Outbox.UnknownProfile,*'
    }

    It 'completes the names of profiles' {
        $null = Set-MailServer relay-berlin -SmtpServer mail.corp.example -Store $store
        $line = "Send-DelayedMail -Store '$store' -SmtpServer rel"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'relay-berlin'
    }

    It 'survives a job and a file' {
        $null = Set-MailServer relay -SmtpServer mail.corp.example -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -Store $store
        $file = Join-Path $TestDrive 'server.xml'
        Get-MailServer -Store $store | Export-Clixml $file
        $back = Import-Clixml $file
        $back.Name | Should -Be 'relay'
        $back.Limits | Should -BeLike '08:00-18:00*'
        Get-MailServer -Store $store | ConvertTo-MailOpsJson | ConvertFrom-Json | ForEach-Object sendWindow | Should -Be '08:00-18:00'
    }

    It 'reads a password from a vault through PowerShell' {
        $modules = Join-Path $TestDrive 'modules'
        $module = New-Item -ItemType Directory -Force (Join-Path $modules 'Vault')
        Set-Content (Join-Path $module 'Vault.psm1') 'function Get-Secret($Name, $Vault, [switch] $AsPlainText) { if ("$Vault/$Name" -eq "Ops/relay") { "from the vault" } else { throw "no such secret" } }'
        New-ModuleManifest (Join-Path $module 'Vault.psd1') -RootModule Vault.psm1 -FunctionsToExport Get-Secret
        $before = $env:PSModulePath
        try {
            $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $before
            [MailOps.Session.SecretVault]::ReadAsync('Ops/relay', [Threading.CancellationToken]::None).AsTask().GetAwaiter().GetResult() |
                Should -Be 'from the vault'
            { [MailOps.Session.SecretVault]::ReadAsync('Ops/$(other)', [Threading.CancellationToken]::None).AsTask().GetAwaiter().GetResult() } |
                Should -Throw '*cannot be had*'
        }
        finally { $env:PSModulePath = $before }
    }
}

Describe 'Throttles' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db') }

    It 'sets, lists and removes them' {
        (Set-MailThrottle -Domain GMAIL.example -MaxPerMinute 100 -MaxConnections 4 -Store $store).Name | Should -Be 'Domain gmail.example'
        $null = Set-MailThrottle -Sender news@corp.example -WarmUp 50 -MaxPerDay 20000 -Store $store
        $null = Set-MailThrottle -Campaign spring -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -Store $store
        (Set-MailThrottle -Campaign spring -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -Store $store).Changed | Should -BeFalse
        @(Get-MailThrottle -Store $store).Scope | Should -Be 'Domain', 'Sender', 'Campaign'
        (Get-MailThrottle -Store $store | Remove-MailThrottle -Store $store).Changed | Should -Be $true, $true, $true
        Get-MailThrottle -Store $store | Should -BeNullOrEmpty
    }

    It 'refuses hours and zones that nobody knows' {
        { Set-MailThrottle -Domain x.example -SendWindow 8-18 -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.InvalidSendWindow,*'
        { Set-MailThrottle -Domain x.example -SendWindow 08:00-18:00 -TimeZone Europe/Atlantis -Store $store } |
            Should -Throw -ErrorId 'MailOps.Outbox.UnknownTimeZone,*'
        { Set-MailThrottle -Sender nobody -MaxPerMinute 1 -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.InvalidThrottle,*'
    }

    It 'says of a campaign that is not stopped that nothing was to do' {
        $decision = Resume-DelayedMail -Campaign spring -Store $store
        $decision.Action | Should -Be 'None'
        $decision.Changed | Should -BeFalse
    }
}

Describe 'The task that runs the queue' {
    BeforeEach {
        $store = Join-Path $TestDrive 'task.db'
        $root = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
    }

    It 'shows a task of Windows anywhere' {
        $task = Register-MailQueueTask -Kind WindowsTask -SmtpServer relay -RunAs 'CORP\svc-mail' -Store $store -WhatIf
        $task.WhatIf | Should -BeTrue
        $exec = ([xml] $task.Files[0].Text).Task.Actions.Exec
        $exec.Command | Should -Be (Get-Process -Id $PID).Path
        $exec.Arguments | Should -BeLike "*Invoke-MailQueue -Store '*task.db' -SmtpServer 'relay').ExitCode*"
        $task.Commands | Should -BeLike 'schtasks /Create*'
    }

    It 'is an error for another system than it is for' -Skip:$IsWindows {
        { Register-MailQueueTask -Kind WindowsTask -Store $store } | Should -Throw -ErrorId 'MailOps.Outbox.WindowsOnly,*'
    }

    It 'writes a timer once, and takes it away' -Skip:$IsWindows {
        $task = Register-MailQueueTask -Kind SystemdSystem -Root $root -SmtpServer relay -Store $store
        $task.Changed | Should -BeTrue
        Get-Content "$root/etc/systemd/system/mailops-queue.timer" | Should -Contain 'OnUnitInactiveSec=60'
        (Register-MailQueueTask -Kind SystemdSystem -Root $root -SmtpServer relay -Store $store).Changed | Should -BeFalse
        (Unregister-MailQueueTask -Kind SystemdSystem -Root $root -Store $store).Changed | Should -BeTrue
        (Unregister-MailQueueTask -Kind SystemdSystem -Root $root -Store $store).Changed | Should -BeFalse
        Get-ChildItem $root -Recurse -File | Should -BeNullOrEmpty
    }

    It 'runs what it wrote' -Skip:$IsWindows {
        $null = Send-DelayedMail -From a@corp.example -To b@corp.example -Subject x -Delay 0 -SmtpServer 127.0.0.1:1 -Store $store
        $null = Register-MailQueueTask -Kind Cron -Root $root -Store $store
        $line = Get-ChildItem $root -Recurse -File | Get-Content -Tail 1
        $command = ($line -replace '^\S+ \S+ \S+ \S+ \S+ ', '') -replace ' # mailops-queue$', ''
        sh -c $command
        $LASTEXITCODE | Should -Be 75
        (Get-DelayedMail -Store $store).Attempts | Should -Be 1
    }
}
