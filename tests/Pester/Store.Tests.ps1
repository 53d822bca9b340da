BeforeDiscovery {
    $script:hasPostgres = $IsLinux -and (Test-Path /usr/lib/postgresql)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $common = @{ From = 'news@corp.example'; Subject = 'Maintenance'; Body = 'On Thursday from 22:00.' }
    Remove-Item Env:MAILOPS_STORE -ErrorAction SilentlyContinue
}

Describe 'A store in a file' {
    BeforeEach { $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N')) 'outbox.db' }

    It 'is made with a preview, once, and looked at' {
        $preview = Initialize-MailQueueStore -Store $store -Force -WhatIf
        $preview.WhatIf | Should -BeTrue
        $preview.Changed | Should -BeFalse
        $preview.Steps.Count | Should -Be 3
        Test-Path $store | Should -BeFalse

        (Initialize-MailQueueStore -Store $store -Force).Changed | Should -BeTrue
        (Initialize-MailQueueStore -Store $store -Force).Changed | Should -BeFalse
        $null = 'anna@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store
        $found = Get-MailQueueStore -Store $store
        $found.Kind | Should -Be 'Sqlite'
        $found.Source | Should -Be 'Explicit'
        $found.Queued | Should -Be 1
        $found.Due | Should -Be 1
        $found.Overdue | Should -Be 0
        $found.Size | Should -BeGreaterThan 8192
        $found.LastTickAt | Should -BeNullOrEmpty
        ($found | ConvertTo-MailOpsJson | ConvertFrom-Json).store | Should -Be $store
        Test-MailQueueStore -Store $store -Quiet | Should -BeTrue
    }

    It 'is private to its owner' -Skip:$IsWindows {
        $null = Initialize-MailQueueStore -Store $store -Force
        [IO.File]::GetUnixFileMode($store) | Should -Be 'UserWrite, UserRead'
        [IO.File]::GetUnixFileMode((Split-Path $store)) | Should -Be 'UserExecute, UserWrite, UserRead'
    }

    It 'leaves a folder as it is that was there, and warns when others can write to it' -Skip:$IsWindows {
        $folder = (New-Item -ItemType Directory (Split-Path $store)).FullName
        chmod 1777 $folder
        $preview = Initialize-MailQueueStore -Store $store -Force -WhatIf -WarningVariable foreseen -WarningAction SilentlyContinue
        $preview.Findings.Id | Should -Be 'STO003'
        $preview.Steps | Should -Be "Make the store $store"
        Test-Path $store | Should -BeFalse

        $made = Initialize-MailQueueStore -Store $store -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $made.Steps | Should -Be "Make the store $store"
        $warnings.Message | Should -BeLike '*open to other accounts (1777)*STO003*'
        "$foreseen" | Should -Be "$warnings"
        stat -c %a $folder $store | Should -Be '1777', '600'
        (Get-MailQueueStore -Store $store).Findings.Id | Should -Be 'STO003'
        $check = Test-MailQueueStore -Store $store
        $check.IsSound | Should -BeTrue
        $check.Findings.Id | Should -Be 'STO003'
    }

    It 'that is made by the way warns once, and its files are private' -Skip:$IsWindows {
        $folder = (New-Item -ItemType Directory (Split-Path $store)).FullName
        chmod 777 $folder
        $null = 'anna@partner.example' | Send-DelayedMail @common -Store $store -WarningVariable first -WarningAction SilentlyContinue
        $null = 'ben@partner.example' | Send-DelayedMail @common -Store $store -WarningVariable second -WarningAction SilentlyContinue
        "$first" | Should -BeLike '*STO003*'
        "$second" | Should -Not -BeLike '*STO003*'
        stat -c %a $folder (Get-ChildItem $folder).FullName | Sort-Object -Unique | Should -Be '600', '777'
    }

    It 'is the one that MAILOPS_STORE names' {
        $env:MAILOPS_STORE = $store
        try {
            (Initialize-MailQueueStore -Force -WhatIf).Store | Should -Be $store
            (Initialize-MailQueueStore -Force).Changed | Should -BeTrue
            Test-Path $store | Should -BeTrue
            (Get-MailQueueStore).Source | Should -Be 'Environment'
            (Initialize-MailQueueStore -Scope Machine -Force -WhatIf -ErrorAction SilentlyContinue).Store | Should -Not -Be $store
        }
        finally { Remove-Item Env:MAILOPS_STORE }
    }

    It 'names a group that does not exist' -Skip:$IsWindows {
        { Initialize-MailQueueStore -Store $store -Group no_such_group -Force } | Should -Throw -ErrorId 'MailOps.Store.GroupNotFound,*'
    }

    It 'refuses a password in a connection string' {
        { Get-MailQueueStore -Store 'Host=db;Password=s3cret' } | Should -Throw -ErrorId 'MailOps.Store.PasswordInLocation,*'
    }

    It 'sends nothing once it went back in time, until that is accepted' {
        $sink = Start-SmtpSink
        try {
            $server = "127.0.0.1:$($sink.Port)"
            $null = Initialize-MailQueueStore -Store $store -Force
            (Invoke-MailQueue $server -Store $store).End | Should -Be 'Done'
            Copy-Item $store "$store.backup"
            Start-Sleep -Milliseconds 1100
            $null = 'anna@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store
            (Invoke-MailQueue $server -Store $store).Accepted | Should -Be 1
            Copy-Item "$store.backup" $store -Force

            $null = 'ben@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store -WarningAction SilentlyContinue
            $summary = Invoke-MailQueue $server -Store $store -WarningAction SilentlyContinue
            $summary.End | Should -Be 'RolledBack'
            $summary.ExitCode | Should -Be 78
            Test-MailQueueStore -Store $store -Quiet | Should -BeFalse
            (Get-MailQueueStore -Store $store).Findings.Id | Should -Be 'STO001'
            $sink.Mails.Count | Should -Be 1

            (Initialize-MailQueueStore -Store $store -AcceptRollback -Reason 'test' -WhatIf).Changed | Should -BeFalse
            (Initialize-MailQueueStore -Store $store -AcceptRollback -Reason 'test').Changed | Should -BeTrue
            (Invoke-MailQueue $server -Store $store).Accepted | Should -Be 1
            Test-MailQueueStore -Store $store -Quiet | Should -BeTrue
        }
        finally { Stop-SmtpSink $sink }
    }

    It 'leads from the log of bounces to the suppression list, and erases' {
        $sink = Start-SmtpSink
        try {
            $null = Initialize-MailQueueStore -Store $store -Force
            $null = 'refused@partner.example', 'anna@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store
            $null = Invoke-MailQueue "127.0.0.1:$($sink.Port)" -Store $store
        }
        finally { Stop-SmtpSink $sink }

        Get-MailLog -Store $store | Sort-Object Address | ForEach-Object Status | Should -Be 'Accepted', 'Bounced'
        Get-MailSuppression refused@partner.example -Store $store | ForEach-Object State | Should -Be 'Blocked'
        $removed = Get-MailLog -Status Bounced -Store $store | Remove-MailSuppression -Reason 'ours' -Store $store
        $removed.Address | Should -Be 'refused@partner.example'
        $removed.Action | Should -Be 'Unblock'

        $preview = Clear-MailLog anna@partner.example -Store $store -WhatIf
        $preview.Action | Should -Be 'Erased'
        $preview.Changed | Should -BeFalse
        @(Get-MailLog -Store $store).Count | Should -Be 2
        $erased = 'anna@partner.example' | Clear-MailLog -Store $store -Confirm:$false
        $erased.Changed | Should -BeTrue
        Get-MailLog -Store $store | ForEach-Object Address | Should -Be 'refused@partner.example'
        (Clear-MailLog refused@partner.example -Store $store -Confirm:$false).Action | Should -Contain 'KeptAsEvidence'
        (Clear-MailLog -OlderThan 30.00:00:00 -Store $store -Confirm:$false).Action | Should -Be 'NothingToDo'
    }

    It 'tells why it cannot be used' -Skip:($IsWindows -or (id -u) -eq 0) {
        $null = Initialize-MailQueueStore -Store $store -Force
        chmod 400 $store
        { 'anna@partner.example' | Send-DelayedMail @common -Store $store } | Should -Throw -ErrorId 'MailOps.Store.*'
    }
}

Describe 'A store in PostgreSQL' -Skip:(-not $hasPostgres) {
    BeforeAll {
        $servers = Join-Path $RepositoryRoot 'tests/servers'
        $env:OWNER = $PID
        $port = 0
        $folder = ''
        for ($try = 0; $try -lt 20 -and -not $port; $try++) {
            $folder = Join-Path ([IO.Path]::GetTempPath()) "mailops-pg-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
            $candidate = Get-Random -Minimum 20000 -Maximum 32000
            $null = & $servers/postgres-up $folder $candidate
            if ($LASTEXITCODE -eq 0) { $port = $candidate } else { $null = & $servers/server-down --rm $folder }
        }
        $store = "postgres://postgres@127.0.0.1:$port/postgres?search_path=pester"
    }

    AfterAll {
        if ($folder) { $null = & $servers/server-down --rm $folder }
        Remove-Item Env:OWNER -ErrorAction SilentlyContinue
    }

    It 'is not there until somebody makes it' {
        { Get-MailQueueStore -Store $store } | Should -Throw -ErrorId 'MailOps.Store.NotFound,*'
        (Initialize-MailQueueStore -Store $store -WhatIf).Steps.Count | Should -Be 1
        { Get-MailQueueStore -Store $store } | Should -Throw -ErrorId 'MailOps.Store.NotFound,*'
        (Initialize-MailQueueStore -Store $store).Changed | Should -BeTrue
        (Initialize-MailQueueStore -Store $store).Changed | Should -BeFalse
    }

    It 'queues, cancels, delivers, logs and erases' {
        $sink = Start-SmtpSink
        try {
            $queued = 'anna@partner.example', 'ben@partner.example' | Send-DelayedMail @common -Delay 0 -Store $store
            $queued.Count | Should -Be 2
            ($queued[1] | Stop-DelayedMail -Store $store).Action | Should -Be 'Cancelled'
            (Invoke-MailQueue "127.0.0.1:$($sink.Port)" -Store $store).Accepted | Should -Be 1
            $sink.Mails.Count | Should -Be 1
        }
        finally { Stop-SmtpSink $sink }

        $found = Get-MailQueueStore -Store $store
        $found.Kind | Should -Be 'PostgreSql'
        $found.Account | Should -Be 'postgres'
        $found.Accepted | Should -Be 1
        $found.Cancelled | Should -Be 1
        Get-MailLog -Store $store | Sort-Object Address | ForEach-Object Status | Should -Be 'Accepted', 'Cancelled'
        (Clear-MailLog ben@partner.example -Store $store -Confirm:$false).Changed | Should -BeTrue
        Test-MailQueueStore -Store $store -Quiet | Should -BeTrue
    }

    It 'is found by a service file and by the environment' {
        $services = Join-Path $TestDrive 'services'
        "[mailops]`nhost=127.0.0.1`nport=$port`nuser=postgres`ndbname=postgres" | Set-Content $services
        $env:PGSERVICEFILE = $services
        try { (Get-MailQueueStore -Store 'Service=mailops;Search Path=pester').Accepted | Should -Be 1 }
        finally { Remove-Item Env:PGSERVICEFILE }
    }

    It 'shares nothing with the import: the driver is loaded when it is needed' {
        $loaded = Invoke-FreshPowerShell "[AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'Npgsql'; `$null = Get-MailQueueStore -Store '$store'; [Runtime.Loader.AssemblyLoadContext]::All.Where({ `$_.Assemblies.GetName().Name -contains 'Npgsql' }).Name"
        $loaded | Should -Be 'False', 'MailOps'
    }
}
