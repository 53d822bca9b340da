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
}
