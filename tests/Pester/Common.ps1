# Every suite dots this file in BeforeAll: the laid-out module, as a user would install it.
$ErrorActionPreference = 'Stop'
# Text is compared, also that of child processes: no colours, whatever the terminal says.
$env:NO_COLOR = '1'
$RepositoryRoot = Split-Path (Split-Path $PSScriptRoot)
$ModuleFolder = Get-ChildItem (Join-Path $RepositoryRoot 'out/MailOps') -Directory -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $ModuleFolder) { throw 'The module is not laid out. Run: dotnet run -c Release --project tools/MailOps.Build -- layout' }
$ModuleManifest = Join-Path $ModuleFolder.FullName 'MailOps.psd1'
$Examples = Join-Path $RepositoryRoot 'examples'
Import-Module $ModuleManifest

# A fresh PowerShell that runs a script block on the laid-out module and gives back its output as text.
function Invoke-FreshPowerShell {
    param([Parameter(Mandatory)] [string] $Script, [string[]] $Option = @())
    $text = "`$ErrorActionPreference = 'Stop'; Import-Module '$ModuleManifest'; $Script"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    & ([Environment]::ProcessPath) -NoProfile -NoLogo @Option -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
}

# A loopback SMTP server in a runspace of its own: takes every mail, except to a recipient that begins with "refused".
function Start-SmtpSink {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $mails = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    $recipients = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $mails, $recipients)
        try {
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $stream = $client.GetStream()
                $reader = [IO.StreamReader]::new($stream, [Text.Encoding]::UTF8)
                $writer = [IO.StreamWriter]::new($stream, [Text.UTF8Encoding]::new($false)); $writer.NewLine = "`r`n"; $writer.AutoFlush = $true
                $writer.WriteLine('220 sink ESMTP')
                while ($null -ne ($line = $reader.ReadLine())) {
                    if ($line -like 'QUIT*') { $writer.WriteLine('221 bye'); break }
                    elseif ($line -like 'DATA*') {
                        $writer.WriteLine('354 go on')
                        $text = [Text.StringBuilder]::new()
                        while (($line = $reader.ReadLine()) -ne '.') { $null = $text.AppendLine($line) }
                        $mails.Enqueue($text.ToString())
                        $writer.WriteLine('250 2.0.0 taken')
                    }
                    elseif ($line -like 'RCPT TO:<refused*') { $writer.WriteLine('550 5.1.1 no such user') }
                    else {
                        if ($line -like 'RCPT TO:*') { $recipients.Enqueue(($line -replace '^RCPT TO:<([^>]*)>.*', '$1')) }
                        $writer.WriteLine('250 ok')
                    }
                }
                $client.Dispose()
            }
        }
        catch [System.Management.Automation.MethodInvocationException] { } # The listener was stopped: the test is over.
    }).AddArgument($listener).AddArgument($mails).AddArgument($recipients)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Mails = $mails; Recipients = $recipients; Listener = $listener; Shell = $shell }
}

function Stop-SmtpSink($Sink) {
    $Sink.Listener.Stop()
    $Sink.Shell.Dispose()
}
