# The loop of a mailing, and mailboxes of a real Dovecot with a private authority, a vault, and a memory in the store. What needs Dovecot is skipped by name
# where it is not installed.
BeforeDiscovery {
    $missing = if (-not $IsLinux) { 'the server scripts need Linux' } elseif (-not (Test-Path /usr/sbin/dovecot)) { 'Dovecot is not installed (tests/servers/install)' }
    if ($missing) { Write-Host "Intake: skipped in part, $missing" }
}

Describe 'examples/loop.ps1' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    It 'closes the loop from the check over the bounce to the next mailing' {
        $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File (Join-Path $Examples 'loop.ps1') 2>&1 | Out-String -Width 200
        $LASTEXITCODE | Should -Be 0
        $output | Should -Match 'Bounced\s+j\.smith@partner'
        $output | Should -Match 'Blocked\s+UserUnknown\s+j\.smith@partner\.example'
        $output | Should -Match 'Undeliverable\s+j\.smith@partner\.example\s+Suppressed'
        $output | Should -Match 'Suppressed\s+j\.smith@partner'
        $output | Should -Match 'Messages left: 0'
    }
}

Describe 'A mailbox that does not answer' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
    }

    AfterAll { $listener.Stop() }

    It 'lets a recall and a reading go at once when somebody stops them' -ForEach @(
        @{ Command = 'Invoke-MailRecall x@corp.example -Unverified -From boss@corp.example -Recipient anna@corp.example -Reason x -QuarantineMailbox q@corp.example -Store (Join-Path $folder s.db)' }
        @{ Command = 'Receive-MailMessage' }
    ) {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))
        $shell = [powershell]::Create()
        $null = $shell.AddScript("
            Import-Module '$ModuleManifest'; `$folder = '$folder'; `$null = Initialize-MailQueueStore -Store (Join-Path `$folder s.db)
            `$login = [pscredential]::new('admin', (ConvertTo-SecureString x -AsPlainText -Force))
            $Command -Server 127.0.0.1 -Port $($listener.LocalEndpoint.Port) -Security None -Credential `$login")
        $running = $shell.BeginInvoke()
        $client = $listener.AcceptTcpClient()
        $stopping = $shell.BeginStop($null, $null)
        $stopping.AsyncWaitHandle.WaitOne([timespan]::FromSeconds(30)) | Should -BeTrue
        $running.IsCompleted | Should -BeTrue
        $client.Dispose()
        $shell.Dispose()
    }
}

Describe 'A mailbox of a real Dovecot' -Skip:([bool] $missing) -Tag Servers {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $scripts = Join-Path $RepositoryRoot 'tests/servers'
        $env:OWNER = $PID
        $env:USERS = 'anna:secret'
        foreach ($attempt in 1..20) {
            $port = 20000 + 10 * (Get-Random -Maximum 1200)
            $dovecot = Join-Path ([IO.Path]::GetTempPath()) ('mi' + [guid]::NewGuid().ToString('N').Substring(0, 8))
            $output = & "$scripts/dovecot-up" $dovecot $port 2>&1
            if ($LASTEXITCODE -eq 0) { break }
            & "$scripts/server-down" --rm $dovecot 2>&1 | Out-Null
            if ($LASTEXITCODE -ne 3 -and $output -notmatch 'in use') { throw "dovecot-up failed: $output" }
        }

        Remove-Item Env:OWNER, Env:USERS
        $server = @{ Server = 'localhost'; Port = $port + 1; UserName = 'anna@example.test' }
        $root = @{ TrustedRootPath = Join-Path $dovecot 'tls/ca.pem' }
        $env:INTAKE_PW = 'secret'

        # A vault as SecretManagement shows it, since the module itself is not part of PowerShell.
        $modules = Join-Path $TestDrive 'modules'
        $vault = New-Item -ItemType Directory (Join-Path $modules 'Microsoft.PowerShell.SecretManagement')
        Set-Content (Join-Path $vault 'Microsoft.PowerShell.SecretManagement.psm1') (
            'function Get-Secret { param([string] $Name, [string] $Vault, [switch] $AsPlainText) ' +
            'if ("$Vault/$Name/$AsPlainText" -ne "Ops/anna/True") { throw "no such secret: $Vault/$Name" }; "secret" }')
        New-ModuleManifest (Join-Path $vault 'Microsoft.PowerShell.SecretManagement.psd1') -RootModule Microsoft.PowerShell.SecretManagement.psm1 -FunctionsToExport Get-Secret
        $path = $env:PSModulePath
        $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $path
    }

    AfterAll {
        $env:PSModulePath = $path
        Remove-Item Env:INTAKE_PW
        & "$scripts/server-down" --rm $dovecot 2>&1 | Out-Null
    }

    BeforeEach {
        $new = Join-Path $dovecot 'mail/anna@example.test/Maildir/new'
        'From: a@b', 'Message-ID: <one@x>', 'Subject: one', '', 'body' | Set-Content (Join-Path $new ([guid]::NewGuid().ToString('N') + '.host'))
        if ((id -u) -eq '0') { chown -R mail:mail $new }
    }

    It 'is trusted by the authority that is named, and the error without it says how' {
        { Receive-MailMessage @server -Secret env:INTAKE_PW -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Net.CertificateUntrusted,*'
        try { Receive-MailMessage @server -Secret env:INTAKE_PW -ErrorAction Stop }
        catch { $_.ErrorDetails.RecommendedAction | Should -Match '-TrustedRootPath' }
        { Receive-MailMessage @server -Secret env:INTAKE_PW -TrustedRootPath $PSCommandPath -ErrorAction Stop } | Should -Throw -ErrorId 'MailOps.Net.TrustedRootUnreadable,*'
        (Receive-MailMessage @server @root -Secret env:INTAKE_PW -First 1).Subject | Should -Be 'one'
    }

    It 'opens with a password out of a vault, and says what the vault said where there is none' {
        (Receive-MailMessage @server @root -Secret secret:Ops/anna -First 1).Subject | Should -Be 'one'
        { Receive-MailMessage @server @root -Secret secret:Ops/other -ErrorAction Stop } | Should -Throw '*no such secret: Ops/other*'
    }

    It 'remembers in the store, also when messages wait in a variable' {
        $store = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.db')
        $null = Initialize-MailQueueStore -Store $store
        $mails = Receive-MailMessage @server @root -Secret env:INTAKE_PW -Store $store
        ($mails | Complete-MailMessage -MoveTo Done).Changed | Should -Not -Contain $false
        Receive-MailMessage @server @root -Secret env:INTAKE_PW -Store $store | Should -BeNullOrEmpty
        @(Receive-MailMessage @server @root -Secret env:INTAKE_PW -Folder Done -Store $store).Count | Should -Be @($mails).Count
    }
}
