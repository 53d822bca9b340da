BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The module' {
    It 'imports, and its types resolve at once' {
        Invoke-FreshPowerShell '[MailOps.MailOpsErrorKind]::Timeout' | Should -Be 'Timeout'
    }

    It 'imports again with -Force' {
        Invoke-FreshPowerShell "Import-Module '$ModuleManifest' -Force; (Get-Command -Module MailOps).Count -gt 0; [MailOps.FindingSeverity]::Info" |
            Should -Be 'True', 'Info'
    }

    It 'exports exactly the cmdlets of its assembly' {
        $assembly = (Get-Module MailOps).ImplementingAssembly, [MailOps.PowerShell.MailOpsCmdlet].Assembly | Where-Object { $_ } | Select-Object -First 1
        $inAssembly = $assembly.GetExportedTypes().ForEach({ $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }).ForEach({ "$($_.VerbName)-$($_.NounName)" })
        (Get-Command -Module MailOps).Name | Sort-Object | Should -Be ($inAssembly | Sort-Object)
    }

    It 'has approved verbs only, so that no warning appears at import' {
        Import-Module $ModuleManifest -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        (Get-Command -Module MailOps).Verb | Sort-Object -Unique | Should -BeIn (Get-Verb).Verb
    }

    It 'is found by auto-loading through its explicit exports' {
        $path = Split-Path (Split-Path $ModuleFolder.FullName)
        $separator = [IO.Path]::PathSeparator
        $script = "`$env:PSModulePath = '$path$separator' + `$env:PSModulePath; (Get-Command ConvertTo-MailOpsJson).Source"
        & ([Environment]::ProcessPath) -NoProfile -NoLogo -Command $script | Should -Be 'MailOps'
    }

    It 'passes Test-ModuleManifest' {
        (Test-ModuleManifest $ModuleManifest).Version | Should -Be $ModuleFolder.Name
    }

    It 'takes the build of its edition: <Edition>' -ForEach @(
        @{ Edition = 'Core'; Folder = 'core'; Required = 1 }
        @{ Edition = 'Desktop'; Folder = 'desktop'; Required = 2 }
    ) {
        # The only variable of the manifest, so that what the other edition reads can be seen here.
        $manifest = & ([scriptblock]::Create((Get-Content -Raw $ModuleManifest).Replace('$PSEdition', "'$Edition'")))
        $manifest.RootModule | Should -Be "$Folder/MailOps.PowerShell.dll"
        $manifest.RequiredAssemblies | Should -HaveCount $Required
        foreach ($file in @($manifest.RootModule) + $manifest.RequiredAssemblies + $manifest.TypesToProcess) {
            $file | Should -BeLike "$Folder/*"
            Join-Path $ModuleFolder.FullName $file | Should -Exist
        }
    }

    It 'has the about topic <_>, within 80 columns' -ForEach 'about_MailOps', 'about_MailOps_Queue', 'about_MailOps_Runbooks' {
        $text = Get-Help $_ | Out-String
        $text | Should -Match 'SHORT DESCRIPTION'
        ($text -split '\r?\n' | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 80
        # What a topic names must be there.
        foreach ($name in [regex]::Matches($text, '\b(Add|ConvertTo|Get|Invoke|Resume|Send|Stop|Suspend|Test|Update)-Mail\w+').Value | Sort-Object -Unique) {
            Get-Command $name -Module MailOps | Should -Not -BeNullOrEmpty -Because "$_ names $name"
        }
    }
}

Describe 'Get-Help <_>' -ForEach @(Get-ChildItem "$PSScriptRoot/../../out/MailOps/*/MailOps.psd1" | Import-Module -PassThru | ForEach-Object { $_.ExportedCmdlets.Keys }) {
    BeforeAll { $help = Get-Help $_ -Full }

    It 'says what it does' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '^\s*\S+ \['
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'shows at least two examples' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }

    It 'explains every parameter' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($name in (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common }) {
            $parameter = $help.parameters.parameter | Where-Object name -eq $name
            ($parameter.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$name needs help"
        }
    }

    It 'shows every parameter set of the command in its syntax' {
        @($help.syntax.syntaxItem).Count | Should -Be @((Get-Command $_).ParameterSets).Count
    }
}
