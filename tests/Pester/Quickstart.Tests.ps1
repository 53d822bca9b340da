BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'examples/quickstart.ps1' {
    It 'runs without a question in a shell that cannot ask, and delivers one mail' {
        $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File (Join-Path $Examples 'quickstart.ps1') 2>&1 | Out-String -Width 200
        $LASTEXITCODE | Should -Be 0
        $output | Should -Match 'Hard failure\s+UserUnknown\s+j\.smith@partner\.example\s+Remove'
        $output | Should -Match 'Cancelled'
        $output | Should -Match 'Accepted\s*: 1'
        $output | Should -Match 'got a mail for \S+@\S+\.'
    }
}
