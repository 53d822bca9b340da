# Ctrl+C reaches a cmdlet as Stop on its pipeline. The server here listens and never answers: only the stop can end the wait.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $silent = [System.Net.Sockets.UdpClient]::new([System.Net.IPEndPoint]::new([System.Net.IPAddress]::Loopback, 0))
    $port = $silent.Client.LocalEndPoint.Port
}

AfterAll { $silent.Dispose() }

Describe 'Ctrl+C during a DNS timeout' {
    It 'returns at once from <_>' -ForEach @(
        "'a@corp.example' | Test-MailAddress"
        "'corp.example' | Test-DmarcRecord"
        "1..500 | ForEach-Object { `"a@d`$_.example`" } | Test-MailAddress"
    ) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModuleManifest'; `$null = $_ -DnsServer 127.0.0.1:$port; 'done'")
            $call = $shell.BeginInvoke()
            $from = [System.Net.IPEndPoint]::new([System.Net.IPAddress]::Any, 0)
            $silent.Client.ReceiveTimeout = 30000
            $silent.Receive([ref] $from).Length | Should -BeGreaterThan 12
            $call.IsCompleted | Should -BeFalse
            $shell.Stop()
            $call.IsCompleted | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            while ($silent.Available -gt 0) { $null = $silent.Receive([ref] $from) }
        }
        finally {
            $shell.Dispose()
        }
    }
}
