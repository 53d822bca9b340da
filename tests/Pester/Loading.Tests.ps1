BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Loading beside others' {
    It 'lives beside a SQLite that another module has loaded' {
        # Another module: the same packages in another folder, loaded the usual way into the default context.
        $other = New-Item -ItemType Directory (Join-Path $TestDrive 'OtherModule')
        Copy-Item "$($ModuleFolder.FullName)/core/private/*SQLite*.dll", "$($ModuleFolder.FullName)/core/private/Microsoft.Data.Sqlite.dll" $other
        $output = Invoke-FreshPowerShell @"
            Get-ChildItem '$other' -Filter *.dll | ForEach-Object { `$null = [Reflection.Assembly]::LoadFrom(`$_.FullName) }
            `$store = Join-Path '$TestDrive' 'beside.db'
            `$null = Send-DelayedMail -To a@corp.example -From b@corp.example -Subject x -Body x -Store `$store -WarningAction SilentlyContinue
            (Get-DelayedMail -Store `$store -WarningAction SilentlyContinue).State
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq 'Microsoft.Data.Sqlite' }).Count
"@
        $output | Should -Be 'Queued', '2'
    }

    It 'can be imported again with -Force, in the middle of its work' {
        $output = Invoke-FreshPowerShell @"
            `$store = Join-Path '$TestDrive' 'force.db'
            `$null = Send-DelayedMail -To a@corp.example -From b@corp.example -Subject x -Body x -Store `$store -WarningAction SilentlyContinue
            Import-Module '$ModuleManifest' -Force
            `$mail = Get-DelayedMail -Store `$store -WarningAction SilentlyContinue
            `$mail.State; `$mail -is [MailOps.Outbox.DelayedMail]
            Remove-Module MailOps; Import-Module '$ModuleManifest'
            ('a@corp.example' | Test-MailAddress -SyntaxOnly).Verdict
"@
        $output | Should -Be 'Queued', 'True', 'Deliverable'
    }

    It 'runs as a file in a shell that cannot ask, with its exit code' {
        $file = Join-Path $TestDrive 'nightly.ps1'
        Set-Content $file @"
            Import-Module '$ModuleManifest'
            `$store = Join-Path '$TestDrive' 'nightly.db'
            `$many = 1..30 | ForEach-Object { "p`$_@corp.example" } | Send-DelayedMail -From b@corp.example -Subject x -Body x -Store `$store
            try { `$many | Stop-DelayedMail -Store `$store -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }
            exit (Invoke-MailQueue -Store `$store -SmtpServer 127.0.0.1 -Port 1 -WarningAction SilentlyContinue).ExitCode
"@
        $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $file 2>&1
        $LASTEXITCODE | Should -Be 0
        # More than a glance can take in is an error here, where a person would be asked.
        "$output" | Should -BeLike '*MailOps.Outbox.CountNeeded,*'
    }

    It 'runs the Core compiled ahead where the module has one for this runtime and platform, else the portable one' {
        $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
        $architecture = "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        $ahead = "net$([Environment]::Version.Major).0-$system-$architecture/MailOps.Core.dll"
        $core = Join-Path $ModuleFolder.FullName core
        $expected = (Test-Path (Join-Path $core $ahead)) ? (Join-Path $core $ahead) : (Join-Path $core MailOps.Core.dll)
        $script = '[MailOps.MailOpsException].Assembly.Location; [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq "MailOps.Core" }).Count'
        Invoke-FreshPowerShell $script | Should -Be (Resolve-Path $expected).Path, '1'
    }

    It 'works without a Core compiled ahead' {
        $copy = Join-Path $TestDrive 'portable'
        Copy-Item -LiteralPath $ModuleFolder.FullName -Destination $copy -Recurse
        Get-ChildItem (Join-Path $copy core) -Directory -Filter 'net*' | Remove-Item -Recurse
        $script = "Import-Module '$(Join-Path $copy MailOps.psd1)'; [MailOps.MailOpsException].Assembly.Location; ('a@corp.example' | Test-MailAddress -SyntaxOnly).Verdict"
        $output = & ([Environment]::ProcessPath) -NoProfile -NoLogo -Command $script
        $output | Should -Be (Join-Path $copy core MailOps.Core.dll), 'Deliverable'
    }
}
