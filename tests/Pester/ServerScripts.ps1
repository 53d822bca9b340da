# The suites with real servers dot this file: a private server by one of tests/servers, on ports that nobody else has. They set $scripts and $work, where
# the scripts are and how the names of their folders begin.
function Start-TestServer([string] $Script, [string[]] $Argument = @()) {
    foreach ($attempt in 1..20) {
        $port = 20000 + 10 * (Get-Random -Maximum 1200)
        $folder = "$work$([guid]::NewGuid().ToString('N').Substring(0, 6))"
        $output = & "$scripts/$Script" $folder $port @Argument 2>&1
        if ($LASTEXITCODE -eq 0) { return [pscustomobject]@{ Folder = $folder; Port = $port } }
        & "$scripts/server-down" --rm $folder 2>&1 | Out-Null
        if ($LASTEXITCODE -ne 3 -and $output -notmatch 'in use') { throw "$Script failed: $output" }
    }
    throw "$Script found no free port."
}
