<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddressReader</name>
    <message>
        <source>A digest alone does not say where its image is. Open its repository first, or write registry.example/project/name@%1.</source>
        <translation>仅凭摘要无法知道镜像在哪里。请先打开其仓库，或写作 registry.example/project/name@%1。</translation>
    </message>
    <message>
        <source>This page of %1 does not tell the address of its registry. The page shows it in its commands; write it with the repository, such as registry.example/%2.</source>
        <translation>%1 的这个页面没有给出镜像仓库服务的地址。页面上的命令会显示它；请连同仓库一起写出，例如 registry.example/%2。</translation>
    </message>
    <message>
        <source>project</source>
        <comment>part of an example</comment>
        <translation>project</translation>
    </message>
    <message>
        <source>The address of the page names the project and not the repository. This is the project’s own; others lie below %1/.</source>
        <translation>该页面的网址只给出项目而不是仓库。这是项目自身的仓库；其他仓库位于 %1/ 之下。</translation>
    </message>
    <message>
        <source>%1 counts its projects, and the address of the page tells only the number. Choose %2 in its project at the left.</source>
        <translation>%1 以编号区分项目，而页面的网址只给出编号。请在左侧的项目中选择 %2。</translation>
    </message>
</context>
<context>
    <name>ArtifactText</name>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Sigstore bundle</source>
        <translation>Sigstore 签名包</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>软件物料清单</translation>
    </message>
    <message>
        <source>Vulnerability report</source>
        <translation>漏洞报告</translation>
    </message>
    <message>
        <source>Helm chart</source>
        <translation>Helm Chart</translation>
    </message>
    <message>
        <source>WebAssembly module</source>
        <translation>WebAssembly 模块</translation>
    </message>
    <message>
        <source>Image manifest</source>
        <translation>镜像清单</translation>
    </message>
    <message>
        <source>Image index</source>
        <translation>镜像索引</translation>
    </message>
    <message numerus="yes">
        <source>Image index, %Ln platform(s), %1</source>
        <comment>%1 is OCI or Docker</comment>
        <translation>
            <numerusform>镜像索引，%Ln 个平台，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Image, %1</source>
        <comment>%1 is OCI or Docker</comment>
        <translation>镜像，%1</translation>
    </message>
    <message>
        <source>Docker schema 1, too old to read</source>
        <translation>Docker schema 1，格式过旧，无法读取</translation>
    </message>
    <message>
        <source>unknown platform</source>
        <translation>未知平台</translation>
    </message>
</context>
<context>
    <name>CertificateText</name>
    <message>
        <source>%1, until %2</source>
        <comment>a certificate, a day</comment>
        <translation>%1，有效期至 %2</translation>
    </message>
    <message>
        <source>For: %1</source>
        <translation>颁发给：%1</translation>
    </message>
    <message>
        <source>Issued by: %1</source>
        <translation>颁发者：%1</translation>
    </message>
    <message>
        <source>Valid: %1 to %2</source>
        <translation>有效期：%1 至 %2</translation>
    </message>
    <message>
        <source>Names: %1</source>
        <translation>名称：%1</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>密钥：%1</translation>
    </message>
    <message>
        <source>valid from %1 to %2 only</source>
        <comment>a certificate, two days</comment>
        <translation>仅在 %1 至 %2 有效</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <comment>a certificate, a day</comment>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Trust %1 for this connection?</source>
        <translation>为此连接信任 %1 吗？</translation>
    </message>
    <message>
        <source>Compare its fingerprint with your administrator first. Whoever holds this authority can pose as the registry. Other connections do not trust it.

%1</source>
        <comment>%1 are facts of a certificate</comment>
        <translation>请先与管理员核对其指纹。持有此颁发机构的人可以冒充镜像仓库服务。其他连接不会信任它。

%1</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>One address at a time, please.</source>
        <translation>一次只能打开一个地址。</translation>
    </message>
    <message>
        <source>The theme is system, light or dark.</source>
        <translation>主题只能是 system、light 或 dark。</translation>
    </message>
    <message>
        <source>--profile needs a folder.</source>
        <translation>--profile 需要一个文件夹。</translation>
    </message>
    <message>
        <source>There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one.</source>
        <translation>没有可用的图形界面，无法显示窗口：DISPLAY 和 WAYLAND_DISPLAY 均未指向可用的显示。</translation>
    </message>
    <message>
        <source>Try portolan --help.</source>
        <translation>请运行 portolan --help 查看说明。</translation>
    </message>
    <message>
        <source>Usage: portolan [OPTION]… [ADDRESS | REFERENCE | FOLDER]
       portolan doctor URL, see portolan doctor --help
Looks into container registries.

  ADDRESS           a registry or a repository: https://registry.example/payments/api;
                    http:// only for this computer itself
  REFERENCE         an image: quay.io/cilium/cilium:v1.16.1; a bare word is at Docker Hub
  FOLDER            a folder with OCI image layouts

  --sample          opens the sample registry
  --profile DIR     keeps everything in this folder
  --theme THEME     system, light or dark
  --language CODE   en or zh_CN
  --safe-mode       restores nothing, opens nothing by itself, and keeps no settings
  -v, --version     shows the version
  -h, --help        shows this text
</source>
        <translation>用法：portolan [选项]… [地址 | 镜像引用 | 文件夹]
      portolan doctor 地址，参见 portolan doctor --help
查看容器镜像仓库服务。

  地址              镜像仓库服务或仓库：https://registry.example/payments/api；
                    http:// 仅用于本机
  镜像引用          镜像：quay.io/cilium/cilium:v1.16.1；单个词表示 Docker Hub 上的镜像
  文件夹            含有 OCI 镜像布局的文件夹

  --sample          打开示例镜像仓库
  --profile DIR     把所有内容保存在此文件夹中
  --theme THEME     system、light 或 dark
  --language CODE   en 或 zh_CN
  --safe-mode       不恢复、不自动打开任何内容，也不保存设置
  -v, --version     显示版本
  -h, --help        显示本说明
</translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>%1 › %2</source>
        <comment>a menu, a menu in it</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>New &amp;tab</source>
        <translation>新建标签页(&amp;T)</translation>
    </message>
    <message>
        <source>Open &amp;address</source>
        <translation>打开地址(&amp;A)</translation>
    </message>
    <message>
        <source>Open image &amp;folder…</source>
        <translation>打开镜像文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open the &amp;sample registry</source>
        <translation>打开示例镜像仓库(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reset the sample…</source>
        <translation>重置示例(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Filter tags</source>
        <translation>筛选标签(&amp;F)</translation>
    </message>
    <message>
        <source>Filter r&amp;epositories</source>
        <translation>筛选仓库(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;About Portolan</source>
        <translation>关于 Portolan(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <comment>in the history</comment>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <comment>in the history</comment>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <comment>to what holds this</comment>
        <translation>上一级(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Go to re&amp;gistries</source>
        <translation>转到镜像仓库(&amp;G)</translation>
    </message>
    <message>
        <source>Go to &amp;tags</source>
        <translation>转到标签(&amp;T)</translation>
    </message>
    <message>
        <source>Go to &amp;details</source>
        <translation>转到详细信息(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next area</source>
        <translation>下一个区域(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous area</source>
        <translation>上一个区域(&amp;P)</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>下一个标签页(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>上一个标签页(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>N&amp;ormal text</source>
        <translation>正常文字大小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <comment>theme</comment>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <comment>theme</comment>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <comment>theme</comment>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <comment>language</comment>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Acti&amp;vity</source>
        <translation>活动(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Add a connection…</source>
        <translation>添加连接(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Search everything</source>
        <translation>搜索全部内容(&amp;S)</translation>
    </message>
    <message>
        <source>Search c&amp;ommands</source>
        <translation>搜索命令(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Import connections…</source>
        <translation>导入连接(&amp;I)…</translation>
    </message>
    <message>
        <source>Remo&amp;ve leftover secrets…</source>
        <translation>移除遗留的密码(&amp;V)…</translation>
    </message>
    <message>
        <source>Open a saved &amp;plan…</source>
        <translation>打开已保存的计划(&amp;P)…</translation>
    </message>
</context>
<context>
    <name>DoctorCommand</name>
    <message>
        <source>Try portolan doctor --help.</source>
        <translation>请运行 portolan doctor --help。</translation>
    </message>
    <message>
        <source>One address, please.</source>
        <translation>请给出一个地址。</translation>
    </message>
    <message>
        <source>--user and --password-stdin belong together.</source>
        <translation>--user 和 --password-stdin 必须一起使用。</translation>
    </message>
    <message>
        <source>An address holds no user and no password: use --user and --password-stdin.</source>
        <translation>地址中不能包含用户和密码：请使用 --user 和 --password-stdin。</translation>
    </message>
    <message>
        <source>That is no address of a registry.</source>
        <translation>这不是镜像仓库的地址。</translation>
    </message>
    <message>
        <source>The file of --ca-file cannot be read.</source>
        <translation>无法读取 --ca-file 指定的文件。</translation>
    </message>
    <message>
        <source>The file of --ca-file holds no certificate in PEM.</source>
        <translation>--ca-file 指定的文件中没有 PEM 格式的证书。</translation>
    </message>
    <message>
        <source>--proxy takes http://, https:// or socks5://, a host and a port, without a password.</source>
        <translation>--proxy 的格式为 http://、https:// 或 socks5:// 加主机和端口，不含密码。</translation>
    </message>
    <message>
        <source>The saved connections cannot be read.</source>
        <translation>无法读取已保存的连接。</translation>
    </message>
    <message>
        <source>There is no connection of that name.</source>
        <translation>没有该名称的连接。</translation>
    </message>
    <message>
        <source>--profile belongs to --connection: an address takes nothing from a profile.</source>
        <translation>--profile 须与 --connection 一起使用：地址不会从配置文件夹中读取任何内容。</translation>
    </message>
    <message>
        <source>That address is not at the registry of the connection, and its sign-in goes nowhere else.</source>
        <translation>该地址不属于此连接的镜像仓库，其登录信息不会发送到别处。</translation>
    </message>
    <message>
        <source>Usage: portolan doctor [OPTION]… [URL]
Examines a registry and says what is wrong, why, and what to do.

  --json             prints the report as JSON
  --connection NAME  takes the certificates, the proxy and the sign-in of a
                     saved connection; without URL its address, too
  --profile DIR      looks for it in this folder
  --ca-file FILE     trusts these certificates as well (PEM)
  --user U           signs in; with --password-stdin
  --password-stdin   reads the password from standard input
  --proxy URL        goes through a proxy
  --check-delete     asks whether deleting is switched on, by a DELETE of a
                     random digest that does not exist

Exit code: 0 healthy, 1 a problem, 2 wrong usage
</source>
        <translation>用法：portolan doctor [选项]… [地址]
检查镜像仓库，说明哪里有问题、为什么、该怎么办。

  --json             以 JSON 输出报告
  --connection NAME  使用已保存连接的证书、代理和登录信息；
                     省略地址时也使用其地址
  --profile DIR      在此文件夹中查找连接
  --ca-file FILE     同时信任这些证书（PEM）
  --user U           登录；与 --password-stdin 一起使用
  --password-stdin   从标准输入读取密码
  --proxy URL        通过代理访问
  --check-delete     用 DELETE 一个不存在的随机摘要，
                     询问是否启用了删除

退出码：0 正常，1 有问题，2 用法错误
</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>The registry says: “%1”.</source>
        <translation>镜像仓库服务的说明：“%1”。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>“%1” cannot be opened. Write registry.example/project/name:tag, an address that begins with https://, or the path of a folder.</source>
        <translation>无法打开“%1”。请写成 registry.example/project/name:tag、以 https:// 开头的地址，或文件夹路径。</translation>
    </message>
    <message>
        <source>The journal of changes is damaged.</source>
        <translation>更改日志已损坏。</translation>
    </message>
    <message>
        <source>No registry is changed without a record in it. The file was left as it is: %1</source>
        <translation>未记入日志的更改绝不会发送到镜像仓库。文件保持原样：%1</translation>
    </message>
    <message>
        <source>Wait until all runs have ended, then try again: what can be read is saved then.</source>
        <translation>请等所有执行结束后重试：届时会保存可读取的内容。</translation>
    </message>
    <message>
        <source>The journal of changes was damaged.</source>
        <translation>更改日志曾损坏。</translation>
    </message>
    <message>
        <source>The file is kept as %1. What could be read of it is in a new journal.</source>
        <translation>原文件保留为 %1，其中可读取的内容已写入新日志。</translation>
    </message>
    <message>
        <source>Try again. Look at the history first: runs may be missing from it.</source>
        <translation>请重试。请先查看历史：其中可能缺少某些执行记录。</translation>
    </message>
    <message>
        <source>A newer version of Portolan wrote the journal of changes.</source>
        <translation>更改日志由更新版本的 Portolan 写入。</translation>
    </message>
    <message>
        <source>This one leaves it alone, and changes no registry without it: %1</source>
        <translation>此版本不会动它，也不会在没有日志时更改镜像仓库：%1</translation>
    </message>
    <message>
        <source>Use the newer version.</source>
        <translation>请使用更新的版本。</translation>
    </message>
    <message>
        <source>The journal of changes cannot be written.</source>
        <translation>无法写入更改日志。</translation>
    </message>
    <message>
        <source>Make room on the disk, or make sure that you may write %1.</source>
        <translation>请腾出磁盘空间，或确认您可以写入 %1。</translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %Ln second(s).</source>
        <translation>
            <numerusform>它要求等待 %Ln 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>No registry is changed without a record in it.</source>
        <translation>未记入日志的更改绝不会发送到镜像仓库。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Make room on the disk that holds %1.</source>
        <translation>请在 %1 所在的磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>Another program keeps the file locked.</source>
        <translation>另一个程序锁定了该文件。</translation>
    </message>
    <message>
        <source>End what else uses %1, then try again.</source>
        <translation>请先结束使用 %1 的其他程序，然后重试。</translation>
    </message>
    <message>
        <source>It may only be read, or the disk was full when it was opened.</source>
        <translation>该文件只能读取，或打开时磁盘已满。</translation>
    </message>
    <message>
        <source>The disk failed, or has no room.</source>
        <translation>磁盘出错或空间不足。</translation>
    </message>
    <message>
        <source>Look whether the disk that holds %1 is well and has room.</source>
        <translation>请检查 %1 所在的磁盘是否正常且有空间。</translation>
    </message>
    <message>
        <source>The file can neither be opened nor made.</source>
        <translation>该文件既无法打开，也无法创建。</translation>
    </message>
    <message>
        <source>This run has ended already.</source>
        <translation>此操作已经结束。</translation>
    </message>
    <message>
        <source>Another Portolan went on with it, or stopped it.</source>
        <translation>另一个 Portolan 已继续执行或停止了它。</translation>
    </message>
    <message>
        <source>Look at the history again.</source>
        <translation>请重新查看历史记录。</translation>
    </message>
    <message>
        <source>One process at a time carries out a run.</source>
        <translation>同一时间只能有一个进程执行一次操作。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or pause it there. If that Portolan hangs, end it: the run can go on from where it was left.</source>
        <translation>请等它结束，或在那里将其暂停。如果那个 Portolan 没有响应，请将其结束：操作可以从中断处继续。</translation>
    </message>
    <message>
        <source>Another Portolan is carrying out this run.</source>
        <translation>另一个 Portolan 正在执行此操作。</translation>
    </message>
    <message>
        <source>It is process %1 on this computer.</source>
        <comment>its id</comment>
        <translation>它是本机上的进程 %1。</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 无法写入：%2</translation>
    </message>
    <message>
        <source>another program keeps the file locked</source>
        <translation>另一个程序锁定了该文件</translation>
    </message>
    <message>
        <source>the file may not be written</source>
        <translation>该文件不允许写入</translation>
    </message>
    <message>
        <source>the disk failed</source>
        <translation>磁盘出错</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the file cannot be opened</source>
        <translation>文件无法打开</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 was not closed</source>
        <translation>%1 没有正常关闭</translation>
    </message>
    <message>
        <source>made by another version (schema %1)</source>
        <translation>由其他版本创建（结构版本 %1）</translation>
    </message>
    <message>
        <source>made by a newer version (schema %1)</source>
        <translation>由更新的版本创建（结构版本 %1）</translation>
    </message>
    <message>
        <source>no valid JSON at byte %1</source>
        <translation>第 %1 字节处不是有效的 JSON</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; stands twice in one object</source>
        <translation>键“%1”在同一个对象中出现了两次</translation>
    </message>
    <message>
        <source>JSON nested deeper than %1 levels</source>
        <translation>JSON 嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>JSON with a byte order mark</source>
        <translation>JSON 带有字节顺序标记</translation>
    </message>
    <message>
        <source>reading JSON of %1 bytes</source>
        <translation>读取 %1 字节的 JSON 时出错</translation>
    </message>
    <message>
        <source>the folder %1 cannot be made</source>
        <translation>无法创建文件夹 %1</translation>
    </message>
    <message>
        <source>descriptor</source>
        <translation>描述符</translation>
    </message>
    <message>
        <source>no object</source>
        <translation>不是对象</translation>
    </message>
    <message>
        <source>the value of &quot;%1&quot; is no string</source>
        <translation>“%1”的值不是字符串</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no digest: %2</source>
        <translation>“%1”不是摘要：%2</translation>
    </message>
    <message>
        <source>no algorithm</source>
        <translation>没有算法</translation>
    </message>
    <message>
        <source>the algorithm is neither sha256 nor sha512</source>
        <translation>算法既不是 sha256 也不是 sha512</translation>
    </message>
    <message>
        <source>the hash has the wrong length</source>
        <translation>哈希长度不对</translation>
    </message>
    <message>
        <source>the hash is not in lower-case hex digits</source>
        <translation>哈希不是小写十六进制数字</translation>
    </message>
    <message>
        <source>image configuration: %1 bytes, the limit is %2</source>
        <translation>镜像配置：%1 字节，上限为 %2</translation>
    </message>
    <message>
        <source>image configuration</source>
        <translation>镜像配置</translation>
    </message>
    <message>
        <source>manifest: asked for %1, got %2</source>
        <translation>清单：请求的是 %1，得到的是 %2</translation>
    </message>
    <message>
        <source>manifest: sent as %1, but calls itself %2</source>
        <translation>清单：以 %1 发送，却自称 %2</translation>
    </message>
    <message>
        <source>beside the fields of another format</source>
        <translation>与另一种格式的字段同时出现</translation>
    </message>
    <message>
        <source>not 2</source>
        <translation>不是 2</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>%1 entries, the limit is %2</source>
        <translation>%1 项，上限为 %2</translation>
    </message>
    <message>
        <source>manifest: %1 bytes, the limit is %2</source>
        <translation>清单：%1 字节，上限为 %2</translation>
    </message>
    <message>
        <source>manifest: a web page came instead</source>
        <translation>清单：收到的是一个网页</translation>
    </message>
    <message>
        <source>manifest: not an object</source>
        <translation>清单：不是对象</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no media type</source>
        <translation>“%1”不是媒体类型</translation>
    </message>
    <message>
        <source>%1: not an object</source>
        <translation>%1：不是对象</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; stands twice in different case</source>
        <translation>%1：“%2”以不同的大小写出现了两次</translation>
    </message>
    <message>
        <source>no string</source>
        <translation>不是字符串</translation>
    </message>
    <message>
        <source>neither true nor false</source>
        <translation>既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>holds something that is no string</source>
        <translation>其中有不是字符串的内容</translation>
    </message>
    <message>
        <source>no integer from 0 to 2^63 - 1</source>
        <translation>不是 0 到 2^63 - 1 之间的整数</translation>
    </message>
    <message>
        <source>no array</source>
        <translation>不是数组</translation>
    </message>
    <message>
        <source>%1, &quot;%2&quot;: %3</source>
        <translation>%1，“%2”：%3</translation>
    </message>
    <message>
        <source>written in another case</source>
        <translation>大小写写法不同</translation>
    </message>
    <message>
        <source>platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no reference: %2</source>
        <translation>“%1”不是镜像引用：%2</translation>
    </message>
    <message>
        <source>it has a scheme</source>
        <translation>它带有协议前缀</translation>
    </message>
    <message>
        <source>its first part is no host</source>
        <translation>它的第一部分不是主机</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repository name: longer than 255 characters</source>
        <translation>“%1”不是仓库名称：超过 255 个字符</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repository name: it must be in lower case</source>
        <translation>“%1”不是仓库名称：必须是小写</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repository name</source>
        <translation>“%1”不是仓库名称</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no tag name</source>
        <translation>“%1”不是标签名称</translation>
    </message>
    <message>
        <source>there is no certificate in PEM</source>
        <translation>其中没有 PEM 格式的证书</translation>
    </message>
    <message>
        <source>encrypted in a way that is not supported any more</source>
        <translation>其加密方式已不再受支持</translation>
    </message>
    <message>
        <source>the password is wrong</source>
        <translation>密码不正确</translation>
    </message>
    <message>
        <source>it needs a password</source>
        <translation>它需要密码</translation>
    </message>
    <message>
        <source>there is no private key in PEM</source>
        <translation>其中没有 PEM 格式的私钥</translation>
    </message>
    <message>
        <source>the private key does not belong to the certificate</source>
        <translation>私钥与证书不匹配</translation>
    </message>
    <message>
        <source>it is neither PEM nor PKCS#12</source>
        <translation>它既不是 PEM 也不是 PKCS#12</translation>
    </message>
    <message>
        <source>its content is damaged</source>
        <translation>其内容已损坏</translation>
    </message>
    <message>
        <source>it lacks the certificate or its private key</source>
        <translation>其中缺少证书或私钥</translation>
    </message>
    <message>
        <source>a header field has a name that is no token</source>
        <translation>某个标头字段的名称无效</translation>
    </message>
    <message>
        <source>the header field %1 holds a character that must not be sent</source>
        <translation>标头字段 %1 含有不允许发送的字符</translation>
    </message>
    <message>
        <source>URL refused: %1</source>
        <translation>不接受该网址：%1</translation>
    </message>
    <message>
        <source>it carries a user name</source>
        <translation>它带有用户名</translation>
    </message>
    <message>
        <source>the bracket of its host is not closed</source>
        <translation>主机的方括号没有闭合</translation>
    </message>
    <message>
        <source>its host is no IPv6 address</source>
        <translation>主机不是 IPv6 地址</translation>
    </message>
    <message>
        <source>its host is not a name or an address</source>
        <translation>主机既不是名称也不是地址</translation>
    </message>
    <message>
        <source>its port is not a number from 1 to 65535</source>
        <translation>端口不是 1 到 65535 之间的数字</translation>
    </message>
    <message>
        <source>it holds a space, a control character or a byte outside ASCII</source>
        <translation>其中有空格、控制字符或 ASCII 以外的字节</translation>
    </message>
    <message>
        <source>it has no scheme</source>
        <translation>它没有协议前缀</translation>
    </message>
    <message>
        <source>its scheme is neither http nor https</source>
        <translation>协议既不是 http 也不是 https</translation>
    </message>
    <message>
        <source>it names no host</source>
        <translation>它没有主机</translation>
    </message>
    <message>
        <source>a key twice</source>
        <translation>有一个键出现了两次</translation>
    </message>
    <message>
        <source>`auth` is not the Base64 of user:password</source>
        <translation>`auth` 不是“用户:密码”的 Base64</translation>
    </message>
    <message>
        <source>`registrytoken` holds for a short time only</source>
        <translation>`registrytoken` 只在短时间内有效</translation>
    </message>
    <message>
        <source>a user without a password</source>
        <translation>只有用户，没有密码</translation>
    </message>
    <message>
        <source>no JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>no regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>第 %1 行第 %2 列</translation>
    </message>
    <message>
        <source>no valid TOML at %1</source>
        <translation>%1不是有效的 TOML</translation>
    </message>
    <message>
        <source>names no registry</source>
        <translation>没有指明镜像仓库服务</translation>
    </message>
    <message>
        <source>names no repositories</source>
        <translation>没有指明仓库</translation>
    </message>
    <message>
        <source>the content came encoded as %1</source>
        <translation>内容以 %1 编码发送</translation>
    </message>
    <message>
        <source>the bytes are not those of %1</source>
        <translation>这些字节不属于 %1</translation>
    </message>
    <message>
        <source>%1/oci-layout names no version</source>
        <translation>%1/oci-layout 没有写明版本</translation>
    </message>
    <message>
        <source>%1/oci-layout: version %2 is not known</source>
        <translation>%1/oci-layout：未知的版本 %2</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes</source>
        <translation>%1 超过 %2 字节</translation>
    </message>
    <message>
        <source>no byte %1 in a blob of %2</source>
        <translation>大小为 %2 的 blob 中没有第 %1 字节</translation>
    </message>
    <message>
        <source>%1 leads out of the registry&apos;s folder</source>
        <translation>%1 指向镜像仓库文件夹之外</translation>
    </message>
    <message>
        <source>%1 is a symbolic link</source>
        <translation>%1 是符号链接</translation>
    </message>
    <message>
        <source>%1: the lock file cannot be made</source>
        <translation>%1：无法创建锁文件</translation>
    </message>
    <message>
        <source>%1: another program is writing here</source>
        <translation>%1：另一个程序正在这里写入</translation>
    </message>
    <message>
        <source>index.json is larger than 32 MiB</source>
        <translation>index.json 超过 32 MiB</translation>
    </message>
    <message>
        <source>index.json: no &quot;manifests&quot;</source>
        <translation>index.json：没有“manifests”</translation>
    </message>
    <message>
        <source>index.json: the key &quot;%1&quot; stands twice in different case</source>
        <translation>index.json：键“%1”以不同的大小写出现了两次</translation>
    </message>
    <message>
        <source>%1 names are no tags, the first is %2</source>
        <translation>有 %1 个名称不是标签，第一个是 %2</translation>
    </message>
    <message>
        <source>a tag stands at several manifests; the first one is shown</source>
        <translation>一个标签对应多个清单；显示的是第一个</translation>
    </message>
    <message>
        <source>an index names %1</source>
        <translation>有索引引用了 %1</translation>
    </message>
    <message>
        <source>there is no manifest %1</source>
        <translation>没有清单 %1</translation>
    </message>
    <message>
        <source>there is no repository %1</source>
        <translation>没有仓库 %1</translation>
    </message>
    <message>
        <source>the manifest is not %1</source>
        <translation>该清单不是 %1</translation>
    </message>
    <message>
        <source>there is no tag %1</source>
        <translation>没有标签 %1</translation>
    </message>
    <message>
        <source>more than %1 folders</source>
        <translation>文件夹超过 %1 个</translation>
    </message>
    <message>
        <source>not a repository&apos;s name: %1</source>
        <translation>不是仓库名称：%1</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 无法读取</translation>
    </message>
    <message>
        <source>folders that differ by case only have the same name</source>
        <translation>仅大小写不同的文件夹名称相同</translation>
    </message>
    <message>
        <source>%1 is no folder</source>
        <translation>%1 不是文件夹</translation>
    </message>
    <message>
        <source>%1 is a single layout and holds no %2</source>
        <translation>%1 是单个布局，其中没有 %2</translation>
    </message>
    <message>
        <source>%1 cannot be a repository&apos;s folder</source>
        <translation>%1 不能是仓库的文件夹</translation>
    </message>
    <message>
        <source>more than 1,000,000 names</source>
        <translation>名称超过 1,000,000 个</translation>
    </message>
    <message>
        <source>%1 names break the grammar</source>
        <translation>有 %1 个名称不合语法</translation>
    </message>
    <message>
        <source>two pages in a row brought nothing new</source>
        <translation>连续两页没有新内容</translation>
    </message>
    <message>
        <source>more than 10,000 pages</source>
        <translation>超过 10,000 页</translation>
    </message>
    <message>
        <source>the registry names a page that was read before</source>
        <translation>镜像仓库服务给出了已经读过的页</translation>
    </message>
    <message>
        <source>referrers</source>
        <translation>关联制品</translation>
    </message>
    <message>
        <source>no index</source>
        <translation>不是索引</translation>
    </message>
    <message>
        <source>it has no version</source>
        <translation>其中没有版本</translation>
    </message>
    <message>
        <source>%1: written by a newer version of the program</source>
        <translation>%1：由更新版本的程序写入</translation>
    </message>
    <message>
        <source>a connection without its id or its place</source>
        <translation>有一个连接缺少标识或地址</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>没有文件夹 %1</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder</source>
        <translation>%1 是文件，不是文件夹</translation>
    </message>
    <message>
        <source>%1 cannot be removed</source>
        <translation>%1 无法移除</translation>
    </message>
    <message>
        <source>%1 cannot be copied</source>
        <translation>%1 无法复制</translation>
    </message>
    <message>
        <source>%1 cannot be made</source>
        <translation>%1 无法创建</translation>
    </message>
    <message>
        <source>there is no sample registry at %1</source>
        <translation>%1 处没有示例镜像仓库</translation>
    </message>
    <message>
        <source>%1 cannot be moved away</source>
        <translation>%1 无法移开</translation>
    </message>
    <message>
        <source>%1 is being copied</source>
        <translation>%1 正在复制</translation>
    </message>
    <message>
        <source>the list of repositories is not whole: %1</source>
        <translation>仓库列表不完整：%1</translation>
    </message>
    <message>
        <source>indexes in more than %1 indexes</source>
        <translation>索引嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>no list in the answer</source>
        <translation>应答中没有列表</translation>
    </message>
    <message>
        <source>schema 1: it is %1</source>
        <translation>schema 1：它是 %1</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>the database refused</source>
        <translation>数据库拒绝了该请求</translation>
    </message>
    <message>
        <source>%1 was not read whole</source>
        <translation>%1 未完整读取</translation>
    </message>
    <message>
        <source>a step of the journal cannot be read</source>
        <translation>日志中的一个步骤无法读取</translation>
    </message>
    <message>
        <source>the file is gone, and what was beside it is there</source>
        <translation>文件已不存在，但其附属文件仍在</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>the program ended while it was set aside</source>
        <translation>程序在另存该文件时结束了</translation>
    </message>
    <message>
        <source>the journal says &quot;%1&quot;</source>
        <translation>日志中写着“%1”</translation>
    </message>
    <message>
        <source>a race of the journal cannot be read</source>
        <translation>日志中的一条并发更改记录无法读取</translation>
    </message>
    <message>
        <source>a blob of the journal cannot be read</source>
        <translation>日志中的一条 blob 记录无法读取</translation>
    </message>
    <message>
        <source>not a plan of Portolan</source>
        <translation>不是 Portolan 的计划</translation>
    </message>
    <message>
        <source>a plan of a newer version (%1)</source>
        <translation>较新版本的计划（%1）</translation>
    </message>
    <message>
        <source>step %1 needs step %2</source>
        <translation>步骤 %1 需要步骤 %2</translation>
    </message>
    <message>
        <source>process %1 is carrying it out</source>
        <translation>进程 %1 正在执行它</translation>
    </message>
    <message>
        <source>the run has ended already</source>
        <translation>该操作已经结束</translation>
    </message>
    <message>
        <source>proxy refused: %1</source>
        <translation>代理被拒绝：%1</translation>
    </message>
    <message>
        <source>it is none of http, https and socks5</source>
        <translation>它不是 http、https 或 socks5</translation>
    </message>
    <message>
        <source>its address carries a user name</source>
        <translation>其地址中含有用户名</translation>
    </message>
    <message>
        <source>its address has a path</source>
        <translation>其地址中含有路径</translation>
    </message>
    <message>
        <source>an extra root holds no certificate in PEM</source>
        <translation>附加根证书中没有 PEM 格式的证书</translation>
    </message>
    <message>
        <source>the user name for the proxy holds a colon</source>
        <translation>代理的用户名中含有冒号</translation>
    </message>
    <message>
        <source>%1 is no name of a credential helper</source>
        <translation>%1 不是凭据助手的名称</translation>
    </message>
    <message>
        <source>%1: too much output</source>
        <translation>%1：输出过多</translation>
    </message>
    <message>
        <source>%1 get: no user and secret in its answer</source>
        <translation>%1 get：应答中没有用户和密码</translation>
    </message>
    <message>
        <source>%1 list: no JSON object</source>
        <translation>%1 list：不是 JSON 对象</translation>
    </message>
    <message>
        <source>too large to be read whole</source>
        <translation>太大，无法完整读取</translation>
    </message>
</context>
<context>
    <name>FieldButtons</name>
    <message>
        <source>Clear</source>
        <comment>a field</comment>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ImageFacts</name>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>what an image or artifact is</comment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>where an image&apos;s source code is</comment>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Attached to</source>
        <comment>another image</comment>
        <translation>关联到</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <comment>of an image</comment>
        <translation>入口点</translation>
    </message>
    <message>
        <source>Command</source>
        <comment>of an image</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>User</source>
        <comment>that an image runs as</comment>
        <translation>用户</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>工作目录</translation>
    </message>
    <message>
        <source>Environment</source>
        <comment>variables</comment>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Volumes</source>
        <comment>of an image</comment>
        <translation>卷</translation>
    </message>
    <message>
        <source>Stop signal</source>
        <translation>停止信号</translation>
    </message>
    <message>
        <source>root, as none is set</source>
        <comment>the user that an image runs as</comment>
        <translation>root（未设置用户）</translation>
    </message>
    <message numerus="yes">
        <source>%1 compressed, %Ln layer(s)</source>
        <translation>
            <numerusform>压缩后 %1，共 %Ln 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 compressed, %Ln layer(s), for %2</source>
        <comment>%2 is a platform</comment>
        <translation>
            <numerusform>%2：压缩后 %1，共 %Ln 层</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, a date that the build fixed to be reproducible</source>
        <translation>%1（构建时固定的日期，以便可重现）</translation>
    </message>
    <message>
        <source>%1, from commit %2</source>
        <comment>date, commit</comment>
        <translation>%1，来自提交 %2</translation>
    </message>
    <message>
        <source>Health check</source>
        <comment>of an image: the command that tells whether it works</comment>
        <translation>健康检查</translation>
    </message>
</context>
<context>
    <name>ImportText</name>
    <message>
        <source>Somebody with a token</source>
        <translation>持有令牌的用户</translation>
    </message>
    <message>
        <source>Whom the helper knows</source>
        <comment>a sign-in that a credential helper has</comment>
        <translation>凭据助手中的用户</translation>
    </message>
    <message>
        <source>Without signing in</source>
        <translation>不登录</translation>
    </message>
    <message>
        <source>Exception from security</source>
        <translation>安全例外</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Helper docker-credential-%1</source>
        <translation>凭据助手 docker-credential-%1</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Mirror</source>
        <comment>of a registry</comment>
        <translation>镜像站点</translation>
    </message>
    <message>
        <source>Extra authority</source>
        <translation>额外的颁发机构</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Insecure</source>
        <translation>不安全</translation>
    </message>
    <message>
        <source>You have this connection already.</source>
        <translation>您已有此连接。</translation>
    </message>
    <message>
        <source>A connection of yours has this already.</source>
        <translation>您的某个连接已包含它。</translation>
    </message>
    <message>
        <source>The same as above.</source>
        <translation>与上面相同。</translation>
    </message>
    <message>
        <source>The helper is asked when you import.</source>
        <translation>导入时才会询问凭据助手。</translation>
    </message>
    <message>
        <source>No encryption, or nobody looks who answers. You are asked before.</source>
        <translation>不加密，或不验证对方身份。导入前会询问您。</translation>
    </message>
    <message>
        <source>Stands in for %1.</source>
        <comment>a mirror</comment>
        <translation>代替 %1。</translation>
    </message>
    <message>
        <source>Meant for %1 only.</source>
        <comment>a part of a registry</comment>
        <translation>仅用于 %1。</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>Podman, Skopeo, Buildah</source>
        <translation>Podman、Skopeo、Buildah</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Registries of Podman</source>
        <translation>Podman 的镜像仓库</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>It is larger than such a file can be.</source>
        <translation>它比这类文件应有的大小更大。</translation>
    </message>
    <message>
        <source>There is more than anybody has. The rest is left out.</source>
        <translation>条目过多，其余的已略去。</translation>
    </message>
    <message>
        <source>It is damaged: %1</source>
        <comment>a file; technical</comment>
        <translation>已损坏：%1</translation>
    </message>
    <message>
        <source>Its name is not that of a registry.</source>
        <translation>它的名称不是镜像仓库的名称。</translation>
    </message>
    <message>
        <source>There is no user with a password in it.</source>
        <translation>其中没有用户和密码。</translation>
    </message>
    <message>
        <source>This is no name that a credential helper can have, so it is not started.</source>
        <translation>凭据助手不能使用这个名称，因此不会启动它。</translation>
    </message>
    <message>
        <source>The key of this client certificate is missing.</source>
        <translation>缺少此客户端证书的密钥。</translation>
    </message>
    <message>
        <source>There is no certificate to it.</source>
        <translation>没有与之对应的证书。</translation>
    </message>
    <message>
        <source>docker-credential-%1</source>
        <translation>docker-credential-%1</translation>
    </message>
    <message>
        <source>%1 is not installed: it is in no folder of your PATH.</source>
        <translation>%1 未安装：PATH 的任何文件夹中都没有它。</translation>
    </message>
    <message>
        <source>%1 did not answer in time and was ended.</source>
        <translation>%1 未及时响应，已被终止。</translation>
    </message>
    <message>
        <source>%1 has nothing for this registry.</source>
        <translation>%1 中没有此镜像仓库的登录。</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 提示：%2</translation>
    </message>
    <message>
        <source>%1 did not answer as a credential helper does.</source>
        <translation>%1 的回答不符合凭据助手的格式。</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>无法启动 %1。</translation>
    </message>
</context>
<context>
    <name>ListingNotices</name>
    <message>
        <source>Listing tags…</source>
        <translation>正在列出标签…</translation>
    </message>
    <message>
        <source>%1 tags, details for %2 so far</source>
        <translation>%1 个标签，已有 %2 个的详细信息</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>%1 is offline.</source>
        <translation>%1 已离线。</translation>
    </message>
    <message>
        <source>Shown as of %1.</source>
        <comment>%1 is a time or a date</comment>
        <translation>显示的是 %1 的内容。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The registry did not list everything.</source>
        <translation>镜像仓库服务没有列出全部内容。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) shown, more may exist.</source>
        <translation>
            <numerusform>已显示 %Ln 个标签，可能还有更多。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The details of %Ln tag(s) could not be read.</source>
        <translation>
            <numerusform>有 %Ln 个标签的详细信息无法读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>No tags in %1</source>
        <translation>%1 中没有标签</translation>
    </message>
    <message>
        <source>The repository exists, but nothing has been pushed to it, or everything was deleted.</source>
        <translation>该仓库存在，但尚未推送任何内容，或内容已全部删除。</translation>
    </message>
    <message>
        <source>Copy push command</source>
        <translation>复制推送命令</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing was listed yet.</source>
        <translation>尚未列出任何内容。</translation>
    </message>
    <message>
        <source>You may not list the tags of %1</source>
        <translation>您无权列出 %1 的标签</translation>
    </message>
    <message>
        <source>No tag matches</source>
        <translation>没有匹配的标签</translation>
    </message>
    <message numerus="yes">
        <source>The filter %1 hides all %Ln tag(s).</source>
        <translation>
            <numerusform>筛选条件 %1 隐藏了全部 %Ln 个标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filter (Esc)</source>
        <translation>清除筛选（Esc）</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>The filter has a mistake</source>
        <translation>筛选条件有误</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) have no details yet.</source>
        <translation>
            <numerusform>%Ln 个标签还没有详细信息。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Locator</name>
    <message>
        <source>tags: %1</source>
        <comment>a number</comment>
        <translation>标签数：%1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>repository, connection</comment>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>repositories: %1</source>
        <comment>a number</comment>
        <translation>仓库数：%1</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>仓库(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
</context>
<context>
    <name>PlanMarkdown</name>
    <message>
        <source>Plan for %1</source>
        <translation>%1 的更改计划</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a name and its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取时间</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Free after garbage collection</source>
        <translation>垃圾回收后释放</translation>
    </message>
    <message>
        <source>Still used by other images</source>
        <translation>仍被其他镜像使用</translation>
    </message>
    <message>
        <source>Not known whether another repository uses it</source>
        <translation>不清楚是否被其他仓库使用</translation>
    </message>
    <message>
        <source>Of unknown size</source>
        <translation>大小未知</translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s)</source>
        <translation>
            <numerusform>%Ln 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>names</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>names</comment>
        <translation>
            <numerusform>%1 及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its %Ln platform(s)</source>
        <translation>
            <numerusform>其 %Ln 个平台</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln signature(s)</source>
        <translation>
            <numerusform>%Ln 个签名</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attestation(s)</source>
        <translation>
            <numerusform>%Ln 个证明</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln SBOM(s)</source>
        <translation>
            <numerusform>%Ln 个 SBOM</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other artifact(s)</source>
        <translation>
            <numerusform>%Ln 个其他制品</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>parts of an image</comment>
        <translation>%1和 %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of an image</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Image with %1</source>
        <comment>%1 are parts of it</comment>
        <translation>镜像及%1</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Tag moved; the image it leaves stays</source>
        <translation>标签已移动，原镜像保留</translation>
    </message>
    <message>
        <source>Nothing: %1</source>
        <comment>%1 says why</comment>
        <translation>无：%1</translation>
    </message>
    <message>
        <source>Only the tag; the image stays for %1</source>
        <translation>仅标签；镜像仍用于 %1</translation>
    </message>
    <message>
        <source>Only the tag; the image is part of %1</source>
        <translation>仅标签；镜像属于镜像索引 %1</translation>
    </message>
    <message>
        <source>Only the tag; what it points at belongs to %1</source>
        <translation>仅标签；其指向的内容属于 %1</translation>
    </message>
    <message>
        <source>Only the tag; the registry does not delete images</source>
        <translation>仅标签；镜像仓库服务不删除镜像</translation>
    </message>
    <message>
        <source>Only the tag; whether something needs the image could not be read</source>
        <translation>仅标签；无法读取镜像是否仍被使用</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>this connection always keeps the name</source>
        <translation>此连接始终保留该名称</translation>
    </message>
    <message>
        <source>the rule “%1” of the registry protects it</source>
        <translation>受镜像仓库服务的规则“%1”保护</translation>
    </message>
    <message>
        <source>the registry cannot remove one tag alone; %1 would go, too</source>
        <comment>%1 are tags</comment>
        <translation>镜像仓库服务无法单独移除一个标签；会一同消失的有 %1</translation>
    </message>
    <message>
        <source>it is part of %1</source>
        <translation>它属于镜像索引 %1</translation>
    </message>
    <message>
        <source>it belongs to %1, which stays</source>
        <translation>它从属于仍会保留的 %1</translation>
    </message>
    <message>
        <source>the registry cannot remove a tag</source>
        <translation>镜像仓库服务无法移除标签</translation>
    </message>
    <message>
        <source>the registry does not delete images</source>
        <translation>镜像仓库服务不删除镜像</translation>
    </message>
    <message>
        <source>it is not known what the registry can delete</source>
        <translation>不清楚镜像仓库服务能删除什么</translation>
    </message>
    <message>
        <source>the registry does not let a tag move</source>
        <translation>镜像仓库服务不允许移动标签</translation>
    </message>
    <message>
        <source>the tag shall already point at another image</source>
        <translation>该标签已被要求指向另一个镜像</translation>
    </message>
    <message>
        <source>the tag points there already</source>
        <translation>标签已指向该镜像</translation>
    </message>
    <message>
        <source>it could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Deleted with their images</source>
        <translation>连同镜像删除</translation>
    </message>
    <message>
        <source>Tag removed, image stays</source>
        <translation>移除标签，保留镜像</translation>
    </message>
    <message>
        <source>New tags</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Moved tags</source>
        <translation>移动的标签</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>how often, what</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>put a placeholder</source>
        <translation>放置占位镜像</translation>
    </message>
    <message>
        <source>delete image</source>
        <translation>删除镜像</translation>
    </message>
    <message>
        <source>remove tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>put tag</source>
        <translation>写入标签</translation>
    </message>
    <message>
        <source>the saved plan does not have it</source>
        <translation>保存的计划中没有它</translation>
    </message>
    <message>
        <source>This plan was saved %1.</source>
        <comment>when</comment>
        <translation>此计划保存于 %1。</translation>
    </message>
    <message>
        <source>Gone since: %1 of its %2 tags (%3).</source>
        <translation>此后已消失：%2 个标签中的 %1 个（%3）。</translation>
    </message>
    <message>
        <source>On another image by now, and left out: %1.</source>
        <comment>%1 are tags</comment>
        <translation>现已指向其他镜像，不再处理：%1。</translation>
    </message>
    <message>
        <source>Not in it, and left out: %1.</source>
        <comment>%1 are tags</comment>
        <translation>计划中没有，不予处理：%1。</translation>
    </message>
    <message>
        <source>Its tags point where they did.</source>
        <translation>其中的标签仍指向原来的镜像。</translation>
    </message>
    <message>
        <source>it points to another image by now</source>
        <translation>它现已指向其他镜像</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>how much is freed</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 (by way of a placeholder)</source>
        <comment>%1: only the tag, and why the image stays</comment>
        <translation>%1（借助占位镜像）</translation>
    </message>
    <message>
        <source>delete a placeholder</source>
        <translation>删除占位镜像</translation>
    </message>
    <message>
        <source>ask whether it deletes</source>
        <translation>询问能否删除</translation>
    </message>
    <message>
        <source>whether something needs the image could not be read</source>
        <translation>无法读取镜像是否仍被使用</translation>
    </message>
    <message>
        <source>the end of the list of tags</source>
        <translation>标签列表的末尾部分</translation>
    </message>
    <message>
        <source>Not everything could be read (%1). What was not read may need any of the images, and so none is deleted.</source>
        <comment>tags and digests</comment>
        <translation>未能读取全部内容（%1）。未读取的内容可能需要其中任何镜像，因此不会删除任何镜像。</translation>
    </message>
</context>
<context>
    <name>RegistryTreeText</name>
    <message>
        <source>on disk</source>
        <comment>kind of connection</comment>
        <translation>本地文件夹</translation>
    </message>
    <message>
        <source>no catalogue</source>
        <comment>state of a connection</comment>
        <translation>不提供目录</translation>
    </message>
    <message>
        <source>sign in</source>
        <comment>state of a connection</comment>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>not allowed</source>
        <comment>state of a connection</comment>
        <translation>无权限</translation>
    </message>
    <message>
        <source>offline</source>
        <comment>state of a connection</comment>
        <translation>离线</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a connection</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Add one…</source>
        <comment>a repository, by its name</comment>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln tag(s)</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>%1，%Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a name and its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Loading, %1 so far</source>
        <comment>%1 is a number of repositories</comment>
        <translation>正在加载，已有 %1 个</translation>
    </message>
    <message>
        <source>No repositories yet.</source>
        <translation>还没有仓库。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <comment>by the user</comment>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Not all are listed.</source>
        <translation>未列出全部仓库。</translation>
    </message>
    <message>
        <source>%1 was not accepted.</source>
        <comment>a user</comment>
        <translation>%1 未被接受。</translation>
    </message>
    <message>
        <source>Needs a sign-in.</source>
        <comment>a registry</comment>
        <translation>需要登录。</translation>
    </message>
    <message>
        <source>No answer since %1.</source>
        <comment>a time</comment>
        <translation>自 %1 起无应答。</translation>
    </message>
    <message>
        <source>You may not list these.</source>
        <translation>您无权列出仓库。</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <comment>a status of HTTP</comment>
        <translation>已停止：%1</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <comment>a number of repositories</comment>
        <translation>%1，本地文件夹</translation>
    </message>
    <message>
        <source>Continue</source>
        <comment>a listing that was stopped</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Signs in as %1</source>
        <comment>a user</comment>
        <translation>以 %1 登录</translation>
    </message>
    <message>
        <source>Not kept: it goes when you quit Portolan.</source>
        <translation>未保留：退出 Portolan 后消失。</translation>
    </message>
    <message>
        <source>%1, not kept, %2</source>
        <comment>a connection and its state</comment>
        <translation>%1，未保留，%2</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <comment>badge of a connection</comment>
        <translation>生产</translation>
    </message>
    <message>
        <source>TEST</source>
        <comment>badge of a connection</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Read-only</source>
        <comment>a connection</comment>
        <translation>只读</translation>
    </message>
    <message>
        <source>Changes allowed until %1</source>
        <comment>a time</comment>
        <translation>%1 前允许更改</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <comment>to a registry</comment>
        <translation>允许更改</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <comment>a connection</comment>
        <translation>未加密</translation>
    </message>
    <message>
        <source>not verified</source>
        <comment>a connection</comment>
        <translation>未验证</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln of them will be deleted</source>
        <comment>%1 is a repository and its tags</comment>
        <translation>
            <numerusform>%1，其中 %Ln 个将被删除</numerusform>
        </translation>
    </message>
    <message>
        <source>locked</source>
        <comment>state of a connection: its keychain</comment>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Lists no repositories.</source>
        <comment>a registry</comment>
        <translation>不列出仓库。</translation>
    </message>
    <message>
        <source>Doctor</source>
        <comment>a link that runs it</comment>
        <translation>诊断</translation>
    </message>
</context>
<context>
    <name>RunRow</name>
    <message>
        <source>Image without a tag</source>
        <translation>没有标签的镜像</translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>  %1 %2: %3</source>
        <comment>a tag; its digest; what became of it</comment>
        <translation>  %1 %2：%3</translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message numerus="yes">
        <source>Restored %Ln tag(s)</source>
        <translation>
            <numerusform>恢复了 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restored %Ln image(s)</source>
        <translation>
            <numerusform>恢复了 %Ln 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln tag(s)</source>
        <translation>
            <numerusform>删除了 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln image(s)</source>
        <translation>
            <numerusform>删除了 %Ln 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Moved tag %1</source>
        <translation>移动了标签 %1</translation>
    </message>
    <message>
        <source>Added tag %1</source>
        <translation>新增了标签 %1</translation>
    </message>
    <message numerus="yes">
        <source>Added or moved %Ln tag(s)</source>
        <translation>
            <numerusform>新增或移动了 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %Ln tag(s)</source>
        <translation>
            <numerusform>新增了 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln 项完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln 项跳过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln 项失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln 项未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not tried</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln 项未执行</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Image deleted, checked gone</source>
        <translation>镜像已删除，已确认不存在</translation>
    </message>
    <message>
        <source>Put back, with the same bytes</source>
        <translation>已放回，字节完全相同</translation>
    </message>
    <message>
        <source>Tag removed, the image stays</source>
        <translation>标签已移除，镜像保留</translation>
    </message>
    <message>
        <source>Tag removed by way of a placeholder</source>
        <translation>已借助占位镜像移除标签</translation>
    </message>
    <message>
        <source>Moved here from %1</source>
        <comment>a tag; a digest</comment>
        <translation>从 %1 移到这里</translation>
    </message>
    <message>
        <source>Tag added</source>
        <translation>标签已新增</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what became of a thing, and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>Failed, and nothing changed</source>
        <translation>失败，没有任何改变</translation>
    </message>
    <message>
        <source>Nobody could find out</source>
        <translation>无法查明结果</translation>
    </message>
    <message>
        <source>Sent; what came of it was not read yet</source>
        <translation>已发送，尚未读取结果</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>尚未执行</translation>
    </message>
    <message>
        <source>its layer %1 is gone from the registry</source>
        <comment>why something is not put back</comment>
        <translation>它的层 %1 已不在镜像仓库服务中</translation>
    </message>
    <message>
        <source>the manifest %1 is neither in the history nor in the registry</source>
        <comment>why something is not put back</comment>
        <translation>清单 %1 既不在历史记录中，也不在镜像仓库服务中</translation>
    </message>
    <message>
        <source>the tag points at %1 by now</source>
        <comment>why something is not put back</comment>
        <translation>该标签现在指向 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed by others</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln 个被他人更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed by somebody else; it pointed at %1</source>
        <comment>a tag</comment>
        <translation>被他人移除；原指向 %1</translation>
    </message>
    <message>
        <source>Moved by somebody else, from %1 to %2</source>
        <comment>a tag; digests</comment>
        <translation>被他人移动，从 %1 到 %2</translation>
    </message>
    <message>
        <source>Left alone: somebody else changed it</source>
        <translation>未改动：已被他人更改</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <comment>things that should have stayed</comment>
        <translation>
            <numerusform>%Ln 项丢失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s) gone</source>
        <comment>of what was put back</comment>
        <translation>
            <numerusform>%Ln 层已不存在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left on a placeholder</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln 个标签停留在占位镜像上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not looked at afterwards</source>
        <comment>things that should be there</comment>
        <translation>
            <numerusform>%Ln 项事后未能查看</numerusform>
        </translation>
    </message>
    <message>
        <source>Gone, and should have stayed; put back since</source>
        <translation>本应保留却已不存在；后来已恢复</translation>
    </message>
    <message>
        <source>Gone, and should have stayed</source>
        <translation>本应保留却已不存在</translation>
    </message>
    <message>
        <source>Put back, but its layer %1 is gone from the registry</source>
        <translation>已恢复，但它的层 %1 已不在镜像仓库服务中</translation>
    </message>
    <message>
        <source>The tag points at an empty placeholder now, which was not deleted</source>
        <translation>标签现在指向一个空的占位镜像，该占位镜像未被删除</translation>
    </message>
    <message>
        <source>The tag may point at an empty placeholder now; nobody could find out</source>
        <translation>标签现在可能指向一个空的占位镜像；无法查明</translation>
    </message>
    <message>
        <source>The tag may point at an empty placeholder now; what came of it was not read yet</source>
        <translation>标签现在可能指向一个空的占位镜像；结果尚未读取</translation>
    </message>
    <message>
        <source>Put back into the list, beside what others wrote</source>
        <translation>已放回列表，与他人写入的内容并列</translation>
    </message>
    <message>
        <source>it is used by %1 now</source>
        <comment>why a step was not done; names of tags</comment>
        <translation>现在使用它的有 %1</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <comment>why a step was not done</comment>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>it is %1 now</source>
        <comment>why a step was not done; a digest</comment>
        <translation>现在是 %1</translation>
    </message>
    <message>
        <source>the registry had kept the tag on %1, which this run put back</source>
        <comment>why a step was not done; a digest</comment>
        <translation>镜像仓库在 %1 上保留了该标签，而本次操作恢复了该镜像</translation>
    </message>
    <message>
        <source>nothing was left to do</source>
        <comment>why a step was not done</comment>
        <translation>没有需要做的事</translation>
    </message>
    <message>
        <source>its manifest is not in the journal</source>
        <comment>why a step was not done</comment>
        <translation>日志中没有它的清单</translation>
    </message>
    <message>
        <source>the registry said that it was done</source>
        <comment>of something that was not</comment>
        <translation>镜像仓库报告已完成</translation>
    </message>
    <message>
        <source>the run was stopped before it was read again</source>
        <comment>why nobody knows what came of a step</comment>
        <translation>操作在再次读取之前已停止</translation>
    </message>
    <message>
        <source>the tags could not be looked at. %1</source>
        <comment>why a step was not done; an error</comment>
        <translation>无法查看标签。%1</translation>
    </message>
    <message>
        <source>it could not be looked at. %1</source>
        <comment>why a step was not done; an error</comment>
        <translation>无法查看。%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what went wrong; what a server said</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1. The answer was lost</source>
        <comment>what was done, and how it is known: by looking</comment>
        <translation>%1。应答已丢失</translation>
    </message>
    <message>
        <source>the tag %1 was to be removed first, and was not</source>
        <comment>why a step was not done</comment>
        <translation>标签 %1 本应先移除，但没有移除</translation>
    </message>
    <message>
        <source>the image %1 was to be deleted first, and was not</source>
        <comment>why a step was not done</comment>
        <translation>镜像 %1 本应先删除，但没有删除</translation>
    </message>
    <message>
        <source>the tag %1 was to be put on a placeholder first, and was not</source>
        <comment>why a step was not done</comment>
        <translation>标签 %1 本应先指向占位镜像，但没有做到</translation>
    </message>
    <message>
        <source>the image %1 was to be put back first, and was not</source>
        <comment>why a step was not done</comment>
        <translation>镜像 %1 本应先放回，但没有放回</translation>
    </message>
    <message>
        <source>the tag %1 was to be put back first, and was not</source>
        <comment>why a step was not done</comment>
        <translation>标签 %1 本应先放回，但没有放回</translation>
    </message>
    <message>
        <source>The tag was removed, but not its image</source>
        <translation>标签已移除，但其镜像未能删除</translation>
    </message>
</context>
<context>
    <name>TagFilter</name>
    <message>
        <source>This regular expression takes too long: repeat less inside what is repeated.</source>
        <translation>此正则表达式耗时过长：请减少嵌套的重复。</translation>
    </message>
    <message>
        <source>This is no regular expression: %1.</source>
        <translation>这不是有效的正则表达式：%1。</translation>
    </message>
    <message>
        <source>A regular expression must follow, as in tag:~^v2.</source>
        <translation>后面应为正则表达式，例如 tag:~^v2。</translation>
    </message>
    <message>
        <source>“%1” is no unit here. %2</source>
        <comment>%2 is a sentence</comment>
        <translation>“%1” 不是此处可用的单位。%2</translation>
    </message>
    <message>
        <source>Write a size as &gt;1GB, &gt;=500MiB or &lt;20KB.</source>
        <comment>syntax of the filter</comment>
        <translation>大小应写作 &gt;1GB、&gt;=500MiB 或 &lt;20KB。</translation>
    </message>
    <message>
        <source>Write an age as &gt;90d or &lt;2w: h, d, w, m (30 days) or y.</source>
        <comment>syntax of the filter</comment>
        <translation>时长应写作 &gt;90d 或 &lt;2w：h（小时）、d（天）、w（周）、m（30 天）或 y（年）。</translation>
    </message>
    <message>
        <source>A digest has the digits 0 to 9 and a to f only, as in digest:9f31.</source>
        <translation>摘要只含 0 到 9 和 a 到 f，例如 digest:9f31。</translation>
    </message>
    <message>
        <source>The types are: %1.</source>
        <translation>类型有：%1。</translation>
    </message>
    <message>
        <source>Tags can be filtered by: %1.</source>
        <translation>标签可按以下条件筛选：%1。</translation>
    </message>
    <message>
        <source>Something must follow “%1”.</source>
        <translation>“%1” 后面缺少内容。</translation>
    </message>
</context>
<context>
    <name>TagText</name>
    <message>
        <source>not read</source>
        <comment>details of a tag that failed</comment>
        <translation>未能读取</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>缺少 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>%1，缺少 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>SBOM</source>
        <comment>software bill of materials</comment>
        <translation>软件物料清单</translation>
    </message>
    <message>
        <source>list of referrers</source>
        <translation>关联制品列表</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>制品</translation>
    </message>
    <message>
        <source>Docker schema 1, too old to read</source>
        <translation>Docker schema 1，格式过旧，无法读取</translation>
    </message>
    <message>
        <source>unknown type</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>Sum of all platforms, compressed</source>
        <translation>所有平台之和，压缩后</translation>
    </message>
    <message>
        <source>Compressed size</source>
        <translation>压缩后的大小</translation>
    </message>
    <message>
        <source>Largest platform, compressed</source>
        <translation>最大的平台，压缩后</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%Ln part(s) of this index are missing on the registry.</source>
        <translation>
            <numerusform>此镜像索引有 %Ln 个部分在镜像仓库服务上缺失。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>details are loading</source>
        <translation>正在加载详细信息</translation>
    </message>
    <message>
        <source>created %1</source>
        <comment>%1 is a date</comment>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>pushed %1</source>
        <comment>%1 is a date</comment>
        <translation>推送于 %1</translation>
    </message>
    <message numerus="yes">
        <source>same image as %1 and %Ln more</source>
        <comment>%1 is a list of tags</comment>
        <translation>
            <numerusform>与 %1 及另外 %Ln 个标签是同一镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>same image as %1</source>
        <comment>%1 is a tag</comment>
        <translation>与 %1 是同一镜像</translation>
    </message>
    <message>
        <source>same image as %1 and %2</source>
        <comment>%1 is a list of tags, %2 the last</comment>
        <translation>与 %1 和 %2 是同一镜像</translation>
    </message>
    <message>
        <source>Image index</source>
        <translation>镜像索引</translation>
    </message>
    <message>
        <source>%1 only here</source>
        <comment>%1 is a size</comment>
        <translation>独占 %1</translation>
    </message>
    <message>
        <source>will be deleted</source>
        <translation>将被删除</translation>
    </message>
    <message>
        <source>also affected</source>
        <translation>也受影响</translation>
    </message>
</context>
<context>
    <name>TrustCommands</name>
    <message>
        <source>Whole system</source>
        <comment>a tab: programs that use the system&apos;s certificates</comment>
        <translation>整个系统</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No address found for %1.</source>
        <translation>找不到 %1 的地址。</translation>
    </message>
    <message>
        <source>The name does not exist, or it is only known inside a network that you are not in.</source>
        <translation>该名称不存在，或者只在您未接入的网络中可见。</translation>
    </message>
    <message>
        <source>Check the address; connect the VPN if it needs one. The administrator looks at the DNS entry.</source>
        <translation>请检查地址；如果需要 VPN，请先连接。管理员请检查 DNS 记录。</translation>
    </message>
    <message>
        <source>%1 refused the connection.</source>
        <translation>%1 拒绝了连接。</translation>
    </message>
    <message>
        <source>Nothing listens on that port: the service is down, or the port is wrong.</source>
        <translation>该端口上没有服务：服务已停止，或者端口不对。</translation>
    </message>
    <message>
        <source>Check the port. The administrator looks whether the registry runs and on which address it listens.</source>
        <translation>请检查端口。管理员请检查镜像仓库是否在运行、监听哪个地址。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 没有及时应答。</translation>
    </message>
    <message>
        <source>Try from another network or with the VPN. The administrator opens the port in the firewall.</source>
        <translation>请换一个网络或连接 VPN 再试。管理员请在防火墙中放行该端口。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>与 %1 的连接已断开。</translation>
    </message>
    <message>
        <source>The server or something in between ended it without an answer.</source>
        <translation>服务器或中间设备未作应答就断开了连接。</translation>
    </message>
    <message>
        <source>Try again; then the administrator looks into the server&apos;s log.</source>
        <translation>请重试；仍不行时，管理员请查看服务器日志。</translation>
    </message>
    <message>
        <source>%1 took the request and did not answer in time.</source>
        <translation>%1 收到了请求，但没有及时应答。</translation>
    </message>
    <message>
        <source>The server is overloaded, or its gateway waits for a registry that hangs.</source>
        <translation>服务器负载过高，或者网关在等待已停止响应的镜像仓库。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 的证书不受信任。</translation>
    </message>
    <message>
        <source>This computer does not know who issued it (%2). That is normal in company networks; it is also what an interceptor looks like. If the authority is a known one, the server may have left out an intermediate certificate.</source>
        <translation>这台电脑不认识它的颁发者（%2）。这在公司网络中很常见，但被窃听时看起来也是这样。如果颁发机构是公认的，可能是服务器漏发了中间证书。</translation>
    </message>
    <message>
        <source>The certificate of %1 vouches for itself only.</source>
        <translation>%1 的证书只由它自己担保。</translation>
    </message>
    <message>
        <source>No authority signed it (%2). Anybody can make such a certificate.</source>
        <translation>没有机构为它签名（%2）。任何人都能制作这样的证书。</translation>
    </message>
    <message>
        <source>Compare its SHA-256 with the administrator, then add it to the connection as an extra CA. Better: a certificate of your company&apos;s authority.</source>
        <translation>请与管理员核对它的 SHA-256，再作为额外的 CA 添加到连接中。更好的办法是使用公司机构签发的证书。</translation>
    </message>
    <message>
        <source>%1 does not send its whole certificate chain.</source>
        <translation>%1 没有发送完整的证书链。</translation>
    </message>
    <message>
        <source>It sent its own certificate alone, and the issuer (%2) is not known here. Most likely the intermediate certificate is missing on the server; it could also be an authority that this computer does not know.</source>
        <translation>它只发送了自己的证书，而颁发者（%2）在这里未知。最可能是服务器上缺少中间证书；也可能是这台电脑不认识的机构。</translation>
    </message>
    <message>
        <source>The administrator puts the intermediate certificate behind the server&apos;s own in the same file:</source>
        <translation>管理员请把中间证书放在同一文件中服务器证书的后面：</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired.</source>
        <translation>%1 的证书已过期。</translation>
    </message>
    <message>
        <source>It was valid until %2, or the clock of this computer is wrong.</source>
        <translation>它的有效期到 %2 为止，或者这台电脑的时间不准。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet.</source>
        <translation>%1 的证书尚未生效。</translation>
    </message>
    <message>
        <source>It begins at %2. More often than not the clock of this computer is wrong.</source>
        <translation>它从 %2 起生效。多数情况下是这台电脑的时间不准。</translation>
    </message>
    <message>
        <source>Turn on automatic time, then try again.</source>
        <translation>请打开自动校时，然后重试。</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another name.</source>
        <translation>%1 的证书属于另一个名称。</translation>
    </message>
    <message>
        <source>Use the name that the certificate is made for, or have one made that holds this name:</source>
        <translation>请使用证书中的名称，或者申请包含此名称的证书：</translation>
    </message>
    <message>
        <source>%1 speaks no version of TLS that is still safe.</source>
        <translation>%1 不支持仍然安全的 TLS 版本。</translation>
    </message>
    <message>
        <source>Portolan needs TLS 1.2 or newer; the server offers older ones only.</source>
        <translation>Portolan 需要 TLS 1.2 或更新版本；服务器只提供更旧的版本。</translation>
    </message>
    <message>
        <source>The administrator switches the newer versions on:</source>
        <translation>管理员请启用较新的版本：</translation>
    </message>
    <message>
        <source>The key or signature of %1 is too weak.</source>
        <translation>%1 的密钥或签名太弱。</translation>
    </message>
    <message>
        <source>Keys of RSA below 2048 bits and signatures with SHA-1 can be forged (%2).</source>
        <translation>低于 2048 位的 RSA 密钥和 SHA-1 签名可以被伪造（%2）。</translation>
    </message>
    <message>
        <source>The administrator makes a new key and certificate:</source>
        <translation>管理员请制作新的密钥和证书：</translation>
    </message>
    <message>
        <source>No encrypted connection to %1.</source>
        <translation>无法与 %1 建立加密连接。</translation>
    </message>
    <message>
        <source>The certificate or the encryption that the server offers is not acceptable.</source>
        <translation>服务器提供的证书或加密方式不可接受。</translation>
    </message>
    <message>
        <source>The administrator looks at the certificate and the TLS settings of the server.</source>
        <translation>管理员请检查服务器的证书和 TLS 设置。</translation>
    </message>
    <message>
        <source>%1 asks for a client certificate.</source>
        <translation>%1 要求客户端证书。</translation>
    </message>
    <message>
        <source>It only talks to computers that have one, and this connection has none.</source>
        <translation>它只与持有证书的电脑通信，而这个连接没有证书。</translation>
    </message>
    <message>
        <source>%1 does not accept the client certificate.</source>
        <translation>%1 不接受该客户端证书。</translation>
    </message>
    <message>
        <source>It has expired, or the server does not know who issued it.</source>
        <translation>它已过期，或者服务器不认识它的颁发者。</translation>
    </message>
    <message>
        <source>The client certificate cannot be used.</source>
        <translation>无法使用该客户端证书。</translation>
    </message>
    <message>
        <source>Choose another file, enter its password again, or convert it:</source>
        <translation>请选择其他文件、重新输入密码，或者转换格式：</translation>
    </message>
    <message>
        <source>%1 shows another key than the one you pinned.</source>
        <translation>%1 出示的密钥与您固定的不同。</translation>
    </message>
    <message>
        <source>It was renewed with a new key, or somebody stands in between. Nothing was sent.</source>
        <translation>它换了新密钥，或者中间有人。没有发送任何内容。</translation>
    </message>
    <message>
        <source>%1 speaks HTTPS, and it was asked with HTTP.</source>
        <translation>%1 使用 HTTPS，而请求用的是 HTTP。</translation>
    </message>
    <message>
        <source>The address begins with http://, and this port is for encrypted connections.</source>
        <translation>地址以 http:// 开头，而该端口用于加密连接。</translation>
    </message>
    <message>
        <source>Use an address with https://.</source>
        <translation>请使用 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>%1 does not speak HTTPS on this port.</source>
        <translation>%1 的这个端口不支持 HTTPS。</translation>
    </message>
    <message>
        <source>It answered without encryption.</source>
        <translation>它以未加密方式应答。</translation>
    </message>
    <message>
        <source>%1 would be reached without encryption.</source>
        <translation>访问 %1 将不加密。</translation>
    </message>
    <message>
        <source>Everybody on the way could read the password. Nothing was sent.</source>
        <translation>途中任何人都能读到密码。没有发送任何内容。</translation>
    </message>
    <message>
        <source>Use an address with https://, or allow plain HTTP for the connection.</source>
        <translation>请使用 https:// 开头的地址，或者允许该连接使用明文 HTTP。</translation>
    </message>
    <message>
        <source>No address found for the proxy %2.</source>
        <translation>找不到代理 %2 的地址。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address in the connection.</source>
        <translation>请检查连接中的代理地址。</translation>
    </message>
    <message>
        <source>The proxy %2 did not answer.</source>
        <translation>代理 %2 没有应答。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address and kind in the connection.</source>
        <translation>请检查连接中代理的地址和类型。</translation>
    </message>
    <message>
        <source>The proxy %2 asks you to sign in.</source>
        <translation>代理 %2 要求登录。</translation>
    </message>
    <message>
        <source>Enter the proxy&apos;s user and password in the connection.</source>
        <translation>请在连接中输入代理的用户和密码。</translation>
    </message>
    <message>
        <source>The proxy %2 does not let us through.</source>
        <translation>代理 %2 不放行。</translation>
    </message>
    <message>
        <source>The proxy&apos;s administrator allows the host, or the connection goes around the proxy with no_proxy:</source>
        <translation>请代理管理员放行该主机，或者用 no_proxy 绕过代理：</translation>
    </message>
    <message>
        <source>The proxy %2 does not reach %1.</source>
        <translation>代理 %2 无法到达 %1。</translation>
    </message>
    <message>
        <source>The proxy answered; the registry is down, or the proxy does not know its name.</source>
        <translation>代理已应答；镜像仓库已停止，或者代理不认识它的名称。</translation>
    </message>
    <message>
        <source>Check the address, or exempt the host from the proxy with no_proxy.</source>
        <translation>请检查地址，或者用 no_proxy 让该主机绕过代理。</translation>
    </message>
    <message>
        <source>No encrypted connection to the proxy %2.</source>
        <translation>无法与代理 %2 建立加密连接。</translation>
    </message>
    <message>
        <source>Add the authority of the proxy to the connection, or check the proxy&apos;s kind.</source>
        <translation>请把代理的颁发机构添加到连接中，或者检查代理类型。</translation>
    </message>
    <message>
        <source>%1 is not a registry.</source>
        <translation>%1 不是镜像仓库。</translation>
    </message>
    <message>
        <source>A server answers there, but /v2/ is not what a registry says: a web page, another service, or a gateway that does not pass /v2/ on (%2).</source>
        <translation>那里有服务器应答，但 /v2/ 的内容不是镜像仓库的应答：可能是网页、其他服务，或者没有转发 /v2/ 的网关（%2）。</translation>
    </message>
    <message>
        <source>The registry lies below %2, where no Docker client finds it.</source>
        <translation>镜像仓库位于 %2 之下，任何 Docker 客户端都找不到。</translation>
    </message>
    <message>
        <source>Docker, Podman and the others always ask %1 for /v2/ at the root of the host; an image name cannot say otherwise.</source>
        <translation>Docker、Podman 等总是在主机根路径向 %1 请求 /v2/；镜像名称无法指定其他路径。</translation>
    </message>
    <message>
        <source>The administrator gives the registry a host of its own, or passes /v2/ at the root on:</source>
        <translation>管理员请给镜像仓库单独的主机名，或者转发根路径的 /v2/：</translation>
    </message>
    <message>
        <source>%1 failed on its side (%2).</source>
        <translation>%1 内部出错（%2）。</translation>
    </message>
    <message>
        <source>The fault is the server&apos;s: with 502 or 504 its gateway does not reach the registry behind it.</source>
        <translation>问题在服务器：502 或 504 表示网关无法到达后面的镜像仓库。</translation>
    </message>
    <message>
        <source>The administrator looks whether the registry runs and where the gateway sends requests:</source>
        <translation>管理员请检查镜像仓库是否在运行、网关把请求发往何处：</translation>
    </message>
    <message>
        <source>%1 shows a maintenance page.</source>
        <translation>%1 显示维护页面。</translation>
    </message>
    <message>
        <source>The registry is switched off for a while; a web page answers in its place.</source>
        <translation>镜像仓库暂时关闭，由网页代替应答。</translation>
    </message>
    <message>
        <source>%1 asks to sign in and does not say how.</source>
        <translation>%1 要求登录，却没有说明方式。</translation>
    </message>
    <message>
        <source>Its answer 401 has no usable WWW-Authenticate: a gateway has probably removed it.</source>
        <translation>它的 401 应答中没有可用的 WWW-Authenticate：很可能被网关去掉了。</translation>
    </message>
    <message>
        <source>The gateway must pass the header on; it must not hide it:</source>
        <translation>网关必须转发该标头，不能隐藏它：</translation>
    </message>
    <message>
        <source>The token server of %1 cannot be reached.</source>
        <translation>无法使用 %1 的令牌服务器。</translation>
    </message>
    <message>
        <source>The registry sends everybody to %2 to sign in, and that does not answer as it should.</source>
        <translation>镜像仓库让所有人到 %2 登录，而那里没有正常应答。</translation>
    </message>
    <message>
        <source>The administrator corrects the realm in the registry&apos;s configuration:</source>
        <translation>管理员请更正镜像仓库配置中的 realm：</translation>
    </message>
    <message>
        <source>Registries may use another host to sign in, and attackers do the same. Nothing was sent.</source>
        <translation>镜像仓库可能使用另一台主机登录，攻击者也会这样做。没有发送任何内容。</translation>
    </message>
    <message>
        <source>Allow that host for this connection only if the administrator named it.</source>
        <translation>只有管理员告知过该主机时，才为此连接允许它。</translation>
    </message>
    <message>
        <source>The token server of %1 gives no usable token.</source>
        <translation>%1 的令牌服务器没有给出可用的令牌。</translation>
    </message>
    <message>
        <source>The answer of %2 is not what the specification says: a web page or another service answers there.</source>
        <translation>%2 的应答不符合规范：那里应答的是网页或其他服务。</translation>
    </message>
    <message>
        <source>%1 does not accept the token of its own token server.</source>
        <translation>%1 不接受自己的令牌服务器签发的令牌。</translation>
    </message>
    <message>
        <source>Signing in worked. The registry does not trust the signature, issuer or service of the token, or the clocks of the two differ (%2).</source>
        <translation>登录成功。镜像仓库不信任令牌的签名、颁发者或服务，或者两边时间不一致（%2）。</translation>
    </message>
    <message>
        <source>The administrator makes issuer, service and certificate the same on both sides:</source>
        <translation>管理员请让两边的颁发者、服务和证书一致：</translation>
    </message>
    <message>
        <source>The account may not do this on %1 (&quot;denied: requested access to the resource is denied&quot;).</source>
        <translation>该账户不能在 %1 上这样做（“denied: requested access to the resource is denied”）。</translation>
    </message>
    <message>
        <source>Check the name of the repository. A project administrator can give the permission that is missing.</source>
        <translation>请检查仓库名称。项目管理员可以授予缺少的权限。</translation>
    </message>
    <message>
        <source>%1 does not show this account its list of repositories.</source>
        <translation>%1 不向此账户显示仓库列表。</translation>
    </message>
    <message>
        <source>Listing everything is often for administrators only (%2). Reading and writing images is not affected.</source>
        <translation>列出全部内容往往只允许管理员（%2）。读写镜像不受影响。</translation>
    </message>
    <message>
        <source>Add repositories by their names, or ask for the right to list:</source>
        <translation>请按名称添加仓库，或者申请列出的权限：</translation>
    </message>
    <message>
        <source>%1 does not list its repositories.</source>
        <translation>%1 不列出仓库。</translation>
    </message>
    <message>
        <source>Some registries have no such list, or their gateway does not pass it on (%2). Nothing is broken.</source>
        <translation>有些镜像仓库没有列表，或者网关没有转发（%2）。没有故障。</translation>
    </message>
    <message>
        <source>Deleting is switched off on %1.</source>
        <translation>%1 未启用删除。</translation>
    </message>
    <message>
        <source>%1 takes no changes at the moment.</source>
        <translation>%1 目前不接受更改。</translation>
    </message>
    <message>
        <source>It answered 405 in the words of maintenance: the registry as a whole is read-only (%2).</source>
        <translation>它以维护状态的措辞应答 405：整个镜像仓库为只读（%2）。</translation>
    </message>
    <message>
        <source>The clocks of this computer and %1 differ by %2 seconds.</source>
        <translation>这台电脑与 %1 的时间相差 %2 秒。</translation>
    </message>
    <message>
        <source>Sign-in tokens look expired or not yet valid then, and so do certificates.</source>
        <translation>这会使登录令牌和证书看起来已过期或尚未生效。</translation>
    </message>
    <message>
        <source>Turn on automatic time on the one that is wrong:</source>
        <translation>请在时间不准的一方打开自动校时：</translation>
    </message>
    <message>
        <source>The registry behind the gateway does not know that clients came with HTTPS, so it writes http:// into its answers.</source>
        <translation>网关后面的镜像仓库不知道客户端使用 HTTPS，因此在应答中写了 http://。</translation>
    </message>
    <message>
        <source>The gateway must tell it:</source>
        <translation>网关必须告知它：</translation>
    </message>
    <message>
        <source>The registry behind the gateway does not know under which name clients see it, and writes its own into its answers.</source>
        <translation>网关后面的镜像仓库不知道客户端看到的名称，因此在应答中写了自己的名称。</translation>
    </message>
    <message>
        <source>%1 sends clients round in circles.</source>
        <translation>%1 让客户端循环跳转。</translation>
    </message>
    <message>
        <source>More than five redirects followed each other (%2): gateway and registry each send to the other.</source>
        <translation>连续跳转超过五次（%2）：网关和镜像仓库互相转来转去。</translation>
    </message>
    <message>
        <source>The administrator removes one of the redirects; behind TLS the registry must know it:</source>
        <translation>管理员请去掉其中一个跳转；位于 TLS 之后的镜像仓库必须知道这一点：</translation>
    </message>
    <message>
        <source>%1 asked us to slow down.</source>
        <translation>%1 要求放慢速度。</translation>
    </message>
    <message>
        <source>Its limit for this account or network is reached (%2).</source>
        <translation>已达到此账户或网络的限制（%2）。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Port answers</source>
        <translation>端口应答</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Registry protocol</source>
        <translation>镜像仓库协议</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Way to sign in</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Lists repositories</source>
        <translation>列出仓库</translation>
    </message>
    <message>
        <source>Addresses in answers</source>
        <translation>应答中的地址</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Allows deleting</source>
        <translation>允许删除</translation>
    </message>
    <message>
        <source>%1 does not answer as a registry should.</source>
        <translation>%1 的应答不像镜像仓库。</translation>
    </message>
    <message>
        <source>The address begins with http://, and the server wants encrypted connections only.</source>
        <translation>地址以 http:// 开头，而服务器只接受加密连接。</translation>
    </message>
    <message>
        <source>Changes and uploads are never sent on to another address. A gateway answers for the registry with a redirect.</source>
        <translation>更改和上传绝不会转发到其他地址。网关代替镜像仓库应答了重定向。</translation>
    </message>
    <message>
        <source>The administrator lets the gateway pass such requests on in place of redirecting:</source>
        <translation>请管理员让网关直接转交此类请求，而不是重定向：</translation>
    </message>
    <message>
        <source>%1 sent damaged data.</source>
        <translation>%1 发送的数据已损坏。</translation>
    </message>
    <message>
        <source>The bytes do not match their digest, or fewer came than were announced: they were cut off or changed on the way (%2). They are not shown.</source>
        <translation>数据与其摘要不符，或少于声明的长度：在传输途中被截断或更改（%2）。不会显示。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, the administrator looks at the storage of the registry.</source>
        <translation>请重试；如果再次出现，请管理员检查镜像仓库的存储。</translation>
    </message>
    <message>
        <source>%1 sent something that is not a registry&apos;s answer.</source>
        <translation>%1 发送的不是镜像仓库的应答。</translation>
    </message>
    <message>
        <source>It breaks the specification and is not shown (%2).</source>
        <translation>它不符合规范，不会显示（%2）。</translation>
    </message>
    <message>
        <source>Check the address: a web page or a proxy may answer there.</source>
        <translation>请检查地址：应答的可能是网页或代理。</translation>
    </message>
    <message>
        <source>%1 sent more than such an answer may hold.</source>
        <translation>%1 发送的内容超出了此类应答的上限。</translation>
    </message>
    <message>
        <source>The answer was cut off and is not shown (%2).</source>
        <translation>应答已被截断，不会显示（%2）。</translation>
    </message>
    <message>
        <source>The administrator looks at what answers there.</source>
        <translation>请管理员检查该处应答的是什么。</translation>
    </message>
    <message>
        <source>It was deleted, or its name is another (%2). Some registries say so to hide it.</source>
        <translation>它已被删除，或名称不同（%2）。有些镜像仓库以此隐藏内容。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>%1 cannot do that.</source>
        <translation>%1 不支持此操作。</translation>
    </message>
    <message>
        <source>The registry, or its version, has no such function (%2).</source>
        <translation>该镜像仓库或其版本没有此功能（%2）。</translation>
    </message>
    <message>
        <source>The administrator can tell whether a newer version has it.</source>
        <translation>管理员可以告知新版本是否具备此功能。</translation>
    </message>
    <message>
        <source>%1 refused the change.</source>
        <translation>%1 拒绝了更改。</translation>
    </message>
    <message>
        <source>Something there has changed, or is protected (%2).</source>
        <translation>那里的内容已变化或受保护（%2）。</translation>
    </message>
    <message>
        <source>Read it again, then decide anew.</source>
        <translation>请重新读取后再决定。</translation>
    </message>
    <message>
        <source>It is not known whether %1 did it.</source>
        <translation>不确定 %1 是否已执行。</translation>
    </message>
    <message>
        <source>The request was sent, and its answer got lost (%2).</source>
        <translation>请求已发出，但应答丢失了（%2）。</translation>
    </message>
    <message>
        <source>Look again before you repeat it.</source>
        <translation>重复之前请先查看。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>You stopped it before it was finished.</source>
        <translation>您在完成之前停止了它。</translation>
    </message>
    <message>
        <source>Begin it again when you like.</source>
        <translation>您可以随时重新开始。</translation>
    </message>
    <message>
        <source>The connection to %1 is read-only.</source>
        <translation>与 %1 的连接为只读。</translation>
    </message>
    <message>
        <source>You set it so, and nothing was sent that could change something.</source>
        <translation>这是您的设置，没有发送任何可能更改内容的请求。</translation>
    </message>
    <message>
        <source>Unlock the connection first.</source>
        <translation>请先解锁该连接。</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may use it.</source>
        <translation>请检查文件夹是否存在以及您是否有权使用。</translation>
    </message>
    <message>
        <source>Portolan made a mistake.</source>
        <translation>Portolan 出错了。</translation>
    </message>
    <message>
        <source>Please report it with the details.</source>
        <translation>请附上详细信息进行报告。</translation>
    </message>
    <message>
        <source>A tag on %1 is protected.</source>
        <translation>%1 上的标签受保护。</translation>
    </message>
    <message>
        <source>A rule for immutable or kept tags covers it (%2). It was left alone.</source>
        <translation>不可变或保留标签的规则覆盖了它（%2）。未作更改。</translation>
    </message>
    <message>
        <source>A project administrator can change the rule.</source>
        <translation>项目管理员可以更改该规则。</translation>
    </message>
    <message>
        <source>Something on %1 has changed since the plan was made.</source>
        <translation>制定计划后，%1 上的内容发生了变化。</translation>
    </message>
    <message>
        <source>What the plan speaks of is another image by now, or gone (%2). It is left alone.</source>
        <translation>计划所指的内容现在是另一个镜像，或已不存在（%2）。不会更改它。</translation>
    </message>
    <message>
        <source>Review the plan again.</source>
        <translation>请重新审阅计划。</translation>
    </message>
    <message>
        <source>Push the image again.</source>
        <translation>请重新推送该镜像。</translation>
    </message>
    <message>
        <source>Name found</source>
        <translation>已解析主机名</translation>
    </message>
    <message>
        <source>Name not found</source>
        <translation>无法解析主机名</translation>
    </message>
    <message>
        <source>The proxy lets us through</source>
        <translation>代理已放行</translation>
    </message>
    <message>
        <source>Not past the proxy</source>
        <translation>未能通过代理</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Port does not answer</source>
        <translation>端口无应答</translation>
    </message>
    <message>
        <source>Certificate trusted</source>
        <translation>证书受信任</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>证书不受信任</translation>
    </message>
    <message>
        <source>Not needed</source>
        <comment>a check</comment>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Nobody said in time which address %1 has.</source>
        <translation>未能及时得知 %1 的地址。</translation>
    </message>
    <message>
        <source>The name server of this computer or network does not answer.</source>
        <translation>此计算机或网络的域名服务器没有应答。</translation>
    </message>
    <message>
        <source>Check the network and the VPN, then try again. The administrator looks at the DNS.</source>
        <translation>请检查网络和 VPN，然后重试。管理员请检查 DNS。</translation>
    </message>
    <message>
        <source>No connection came about: a firewall swallows it, the host is down, or no name server tells its address.</source>
        <translation>未能建立连接：被防火墙丢弃、主机已停机，或者域名服务器没有给出地址。</translation>
    </message>
    <message>
        <source>Ask the administrator for the certificate of the issuing authority, compare its SHA-256 and add it to the connection.</source>
        <translation>请向管理员索取颁发机构的证书，核对 SHA-256 后添加到连接中。</translation>
    </message>
    <message>
        <source>The server should send its whole chain:</source>
        <translation>服务器应当发送完整的证书链：</translation>
    </message>
    <message>
        <source>Check the clock.</source>
        <translation>请检查时间。</translation>
    </message>
    <message>
        <source>The administrator renews the certificate and loads it:</source>
        <translation>管理员请更新证书并重新加载：</translation>
    </message>
    <message>
        <source>It is for another name (%2). The server may be the right one under the wrong address.</source>
        <translation>它属于另一个名称（%2）。服务器可能没错，只是地址写错了。</translation>
    </message>
    <message>
        <source>%1 takes connections and says nothing.</source>
        <translation>%1 接受了连接，却没有任何回应。</translation>
    </message>
    <message>
        <source>The port is open, and no answer came to the TLS greeting in time: the service behind it hangs or is overloaded, speaks no TLS, or a firewall lets the connection through and nothing more.</source>
        <translation>端口是开放的，但 TLS 握手没有及时得到应答：后面的服务已停止响应或负载过高、不使用 TLS，或者防火墙只放行了连接本身。</translation>
    </message>
    <message>
        <source>Check the port, then try again. If it repeats, the administrator looks into the server&apos;s log.</source>
        <translation>请检查端口，然后重试。如再次发生，管理员请查看服务器日志。</translation>
    </message>
    <message>
        <source>Ask the administrator for one and choose its file in the connection.</source>
        <translation>请向管理员索取证书，并在连接中选择其文件。</translation>
    </message>
    <message>
        <source>The line that asks for it is:</source>
        <translation>要求证书的配置行是：</translation>
    </message>
    <message>
        <source>Ask the administrator for another one.</source>
        <translation>请向管理员索取另一个证书。</translation>
    </message>
    <message>
        <source>The server accepts what these authorities signed:</source>
        <translation>服务器接受以下机构签发的证书：</translation>
    </message>
    <message>
        <source>Its file cannot be read, is in an old format, or its password is wrong (%2).</source>
        <translation>文件无法读取、格式过旧，或者密码错误（%2）。</translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation>请检查端口。</translation>
    </message>
    <message>
        <source>The administrator switches TLS on:</source>
        <translation>管理员请启用 TLS：</translation>
    </message>
    <message>
        <source>%1 itself was not reached.</source>
        <translation>没有到达 %1 本身。</translation>
    </message>
    <message>
        <source>It is down, its port is wrong, a firewall keeps us away, or it is no proxy of that kind. %1 itself was not reached.</source>
        <translation>它已停止、端口不对、被防火墙阻挡，或者不是这种类型的代理。没有到达 %1 本身。</translation>
    </message>
    <message>
        <source>There is no user and password for it, or they are wrong. %1 itself was not reached.</source>
        <translation>没有代理的用户和密码，或者不正确。没有到达 %1 本身。</translation>
    </message>
    <message>
        <source>Its rules do not allow %1, which was not reached and did not refuse anything.</source>
        <translation>它的规则不允许访问 %1。没有到达该镜像仓库，它也没有拒绝任何请求。</translation>
    </message>
    <message>
        <source>Its certificate is not acceptable. %1 itself was not reached.</source>
        <translation>它的证书不可接受。没有到达 %1 本身。</translation>
    </message>
    <message>
        <source>Try again, check the proxy&apos;s address and kind in the connection, or exempt the host from the proxy with no_proxy.</source>
        <translation>请重试，检查连接中代理的地址和类型，或者用 no_proxy 让该主机绕过代理。</translation>
    </message>
    <message>
        <source>Check host and port: registries often have a host of their own.</source>
        <translation>请检查主机和端口：镜像仓库往往有自己的主机名。</translation>
    </message>
    <message>
        <source>The gateway must pass /v2/ on:</source>
        <translation>网关必须转发 /v2/：</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>The page comes from a line such as:</source>
        <translation>该页面来自类似这样的配置行：</translation>
    </message>
    <message>
        <source>%1 asks you to sign in.</source>
        <translation>%1 要求登录。</translation>
    </message>
    <message>
        <source>Sign in with an account that may see this.</source>
        <translation>请用有权限的账户登录。</translation>
    </message>
    <message>
        <source>The administrator can set a new password:</source>
        <translation>管理员可以设置新密码：</translation>
    </message>
    <message>
        <source>%1 does not allow this.</source>
        <translation>%1 不允许此操作。</translation>
    </message>
    <message>
        <source>The account has no permission for it, or a rule of the gateway keeps this network out (%2).</source>
        <translation>该帐户没有相应权限，或者网关的规则不允许此网络访问（%2）。</translation>
    </message>
    <message>
        <source>A project administrator can give the permission.</source>
        <translation>项目管理员可以授予权限。</translation>
    </message>
    <message>
        <source>A gateway lets the network in with:</source>
        <translation>网关放行该网络的配置：</translation>
    </message>
    <message>
        <source>%1 wants the password to go to another host (%2).</source>
        <translation>%1 要求把密码发送到另一台主机（%2）。</translation>
    </message>
    <message>
        <source>Signing in worked, and the token does not hold for this (%2). A name that does not exist looks the same.</source>
        <translation>登录成功，但令牌没有此权限（%2）。不存在的名称看起来也是这样。</translation>
    </message>
    <message>
        <source>Add repositories by their names.</source>
        <translation>请按名称添加仓库。</translation>
    </message>
    <message>
        <source>A gateway passes the list on with:</source>
        <translation>网关用以下配置转发列表：</translation>
    </message>
    <message>
        <source>It answered 405 to a deletion. Nothing was deleted.</source>
        <translation>它对删除请求应答 405。没有删除任何内容。</translation>
    </message>
    <message>
        <source>The administrator can switch it on: REGISTRY_STORAGE_DELETE_ENABLED=true in its environment, or in its configuration:</source>
        <translation>管理员可以在其环境中设置 REGISTRY_STORAGE_DELETE_ENABLED=true，或在其配置中启用：</translation>
    </message>
    <message>
        <source>Wait for its end.</source>
        <translation>请等待维护结束。</translation>
    </message>
    <message>
        <source>The administrator finds it here:</source>
        <translation>管理员的配置位置：</translation>
    </message>
    <message>
        <source>%1 sends clients from one scheme to another (%2).</source>
        <translation>%1 让客户端在协议间跳转（%2）。</translation>
    </message>
    <message>
        <source>%1 sends clients on to HTTPS (%2).</source>
        <translation>%1 把客户端转到 HTTPS（%2）。</translation>
    </message>
    <message>
        <source>%1 sends clients to an address they cannot use (%2).</source>
        <translation>%1 把客户端转到无法使用的地址（%2）。</translation>
    </message>
    <message>
        <source>Wait a little, then try again. Signing in often raises the limit.</source>
        <translation>请稍等再试。登录后限制往往会提高。</translation>
    </message>
    <message>
        <source>The administrator&apos;s line:</source>
        <translation>管理员的配置行：</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>It was not unlocked, so that the password of %1 could not be read or kept there.</source>
        <translation>它没有被解锁，因此无法读取或保存 %1 的密码。</translation>
    </message>
    <message>
        <source>Try again and unlock it, or sign in for this session only.</source>
        <translation>请重试并解锁它，或仅为本次会话登录。</translation>
    </message>
    <message>
        <source>The keychain does not let Portolan in.</source>
        <translation>密钥环不允许 Portolan 访问。</translation>
    </message>
    <message>
        <source>It answers, and does not hand over or take the password of %1.</source>
        <translation>它有应答，但不交出也不接收 %1 的密码。</translation>
    </message>
    <message>
        <source>Allow Portolan in the settings of the keychain, or sign in for this session only.</source>
        <translation>请在密钥环的设置中允许 Portolan，或仅为本次会话登录。</translation>
    </message>
    <message>
        <source>The password of %1 is no longer in the keychain.</source>
        <translation>%1 的密码已不在密钥环中。</translation>
    </message>
    <message>
        <source>It was kept there, and has been removed since, or it lies in another keychain.</source>
        <translation>它曾保存在那里，后来被移除了，或者位于另一个密钥环中。</translation>
    </message>
    <message>
        <source>No keychain answers.</source>
        <translation>没有密钥环应答。</translation>
    </message>
    <message>
        <source>There is none in this session, or it hangs. The password of %1 stays where it is.</source>
        <translation>本次会话中没有密钥环，或者它没有响应。%1 的密码保持原样。</translation>
    </message>
    <message>
        <source>Start one, such as GNOME Keyring, KWallet or KeePassXC, or sign in for this session only:</source>
        <translation>请启动一个密钥环，例如 GNOME Keyring、KWallet 或 KeePassXC，或仅为本次会话登录：</translation>
    </message>
    <message>
        <source>%1 needs your password again.</source>
        <translation>%1 需要再次输入密码。</translation>
    </message>
    <message>
        <source>None is kept for it. Nothing was sent.</source>
        <translation>没有为它保存密码。未发送任何内容。</translation>
    </message>
    <message>
        <source>%1 sends a request on that must not go elsewhere (%2).</source>
        <translation>%1 把不得转发的请求转到别处（%2）。</translation>
    </message>
    <message>
        <source>This cannot be read.</source>
        <translation>无法识别此内容。</translation>
    </message>
    <message>
        <source>%1 does not have this.</source>
        <translation>%1 上没有此内容。</translation>
    </message>
    <message>
        <source>%1 cannot be read or written on this computer.</source>
        <translation>无法在本机上读取或写入 %1。</translation>
    </message>
    <message>
        <source>The folder is not there, not yours, or full (%2).</source>
        <translation>文件夹不存在、不属于您或已满（%2）。</translation>
    </message>
    <message>
        <source>This should not happen (%2).</source>
        <translation>这本不应发生（%2）。</translation>
    </message>
    <message>
        <source>%1 is incomplete.</source>
        <translation>%1 不完整。</translation>
    </message>
    <message>
        <source>A part that its index names is missing on the registry: it was deleted earlier or never copied (%2).</source>
        <translation>镜像仓库上缺少其索引所列的部分：此前已被删除，或从未复制（%2）。</translation>
    </message>
    <message>
        <source>The proxy %2 did not answer in time.</source>
        <translation>代理 %2 没有及时应答。</translation>
    </message>
    <message>
        <source>It is down, a firewall keeps us away, it is no proxy of that kind, or it waits in vain for %1 behind it.</source>
        <translation>它已停止、被防火墙阻挡、不是这种类型的代理，或者一直等不到它后面的 %1。</translation>
    </message>
    <message>
        <source>Ask the administrator for the registry&apos;s pin. If it is this new one, put it into the connection:</source>
        <translation>向管理员询问该镜像仓库的固定公钥。如果与下面的新值一致，再把它填入连接：</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The clock of this computer says %1.</source>
        <translation>本机时钟显示 %1。</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>permissions</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>asked for: %1; granted: %2</source>
        <comment>permissions of a token</comment>
        <translation>请求的权限：%1；授予的权限：%2</translation>
    </message>
    <message>
        <source>not known</source>
        <comment>permissions</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>By %1, until %2</source>
        <comment>an issuer, a date</comment>
        <translation>由 %1 签发，至 %2</translation>
    </message>
    <message>
        <source>Up to %1 s does no harm</source>
        <comment>seconds</comment>
        <translation>%1 秒以内没有影响</translation>
    </message>
    <message>
        <source>Your clock is %1 s behind</source>
        <comment>seconds</comment>
        <translation>本机时钟慢 %1 秒</translation>
    </message>
    <message>
        <source>Your clock is %1 s ahead</source>
        <comment>seconds</comment>
        <translation>本机时钟快 %1 秒</translation>
    </message>
    <message>
        <source>It is damaged, or not written as it should be (%2).</source>
        <translation>它已损坏，或写法不符合要求（%2）。</translation>
    </message>
    <message>
        <source>Correct it where you entered it. A damaged file has to be replaced; in an image folder, copy the image again.</source>
        <translation>请在输入处改正。损坏的文件需要替换；如果是镜像文件夹，请重新复制镜像。</translation>
    </message>
    <message>
        <source>%1 s apart from the server</source>
        <comment>seconds</comment>
        <translation>与服务器相差 %1 秒</translation>
    </message>
    <message>
        <source>no_proxy lists %1</source>
        <translation>no_proxy 包含 %1</translation>
    </message>
    <message>
        <source>Nobody is signed in, or the user name, password or token is wrong or expired. Accounts with two factors need a token.</source>
        <translation>没有登录，或者用户名、密码或令牌错误或已过期。启用双重验证的账户需要令牌。</translation>
    </message>
    <message>
        <source>%1 did not accept %2.</source>
        <comment>%1 is a registry, %2 a user</comment>
        <translation>%1 未接受 %2。</translation>
    </message>
    <message>
        <source>The user name, password or token is wrong or has expired. Accounts with two factors need a token.</source>
        <translation>用户名、密码或令牌错误或已过期。启用双重验证的账户需要令牌。</translation>
    </message>
    <message>
        <source>The registry has it from this line of its configuration:</source>
        <translation>镜像仓库配置中的这一行指定了该主机：</translation>
    </message>
</context>
<context>
    <name>models::ActivityModel</name>
    <message>
        <source>When</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <comment>column</comment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Where</source>
        <comment>column</comment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <comment>it failed</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>done</source>
        <comment>work</comment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopping…</source>
        <comment>work that was cancelled</comment>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>numbers: how far something is</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <comment>a number</comment>
        <translation>目前 %1</translation>
    </message>
    <message>
        <source>running</source>
        <comment>work</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <comment>what, result, when</comment>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <comment>what, where, result, when</comment>
        <translation>%1，%2，%3，%4</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <comment>a row as a sentence</comment>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>%1
took %2 s</source>
        <comment>a time; a number of seconds</comment>
        <translation>%1
用时 %2 秒</translation>
    </message>
</context>
<context>
    <name>models::HistoryModel</name>
    <message>
        <source>By %1</source>
        <comment>the author of a step</comment>
        <translation>作者：%1</translation>
    </message>
    <message>
        <source>Instruction</source>
        <comment>column: the word of a Dockerfile</comment>
        <translation>指令</translation>
    </message>
    <message>
        <source>Command</source>
        <comment>column</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>column</comment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>column</comment>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>not recorded</source>
        <comment>the command that made a layer</comment>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Changed settings only: no layer.</source>
        <translation>只更改了设置，没有层。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Not known: the steps do not match the layers of this image.</source>
        <translation>未知：构建步骤与此镜像的层不对应。</translation>
    </message>
    <message>
        <source>step %1, %2, %3</source>
        <comment>number, command, size</comment>
        <translation>第 %1 步，%2，%3</translation>
    </message>
    <message>
        <source>step %1, %2, no layer</source>
        <comment>number, command</comment>
        <translation>第 %1 步，%2，没有层</translation>
    </message>
    <message>
        <source>step %1, %2</source>
        <comment>number, command</comment>
        <translation>第 %1 步，%2</translation>
    </message>
</context>
<context>
    <name>models::LabelModel</name>
    <message>
        <source>label</source>
        <comment>in the configuration of an image</comment>
        <translation>标签（label）</translation>
    </message>
    <message>
        <source>annotation of the manifest</source>
        <translation>清单的注解</translation>
    </message>
    <message>
        <source>annotation in the index</source>
        <translation>索引中的注解</translation>
    </message>
    <message>
        <source>annotation of the index</source>
        <translation>索引的注解</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column: of a label</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <comment>column: of a label</comment>
        <translation>值</translation>
    </message>
    <message>
        <source>Where</source>
        <comment>column: where a label stands</comment>
        <translation>位置</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name and value of a label</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>models::LayerModel</name>
    <message>
        <source>Size</source>
        <comment>column</comment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Digest</source>
        <comment>column</comment>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Created by</source>
        <comment>column: the command that made the layer</comment>
        <translation>创建命令</translation>
    </message>
    <message>
        <source>layer %1, %2, %3</source>
        <comment>number, size, command</comment>
        <translation>第 %1 层，%2，%3</translation>
    </message>
    <message>
        <source>not recorded</source>
        <comment>the command that made a layer</comment>
        <translation>未记录</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 shared with other images here</source>
        <comment>size</comment>
        <translation>其中 %1 与此处其他镜像共享</translation>
    </message>
    <message>
        <source>%1 only in this image</source>
        <comment>size</comment>
        <translation>%1 为本镜像独占</translation>
    </message>
    <message>
        <source>Shared with</source>
        <comment>column: other images that have the layer</comment>
        <translation>共享于</translation>
    </message>
    <message>
        <source>layer %1, %2, shared with %3, %4</source>
        <comment>number, size, other images, command</comment>
        <translation>第 %1 层，%2，共享于 %3，%4</translation>
    </message>
    <message>
        <source>layer %1, %2, only here, %3</source>
        <comment>number, size, command</comment>
        <translation>第 %1 层，%2，独占，%3</translation>
    </message>
</context>
<context>
    <name>models::LayerSharing</name>
    <message>
        <source>only here</source>
        <comment>a layer that no other image has</comment>
        <translation>独占</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>which other images have a layer</comment>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>%Ln 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) or more</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>至少 %Ln 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Known when all images of the repository have been read.</source>
        <translation>读完本仓库的全部镜像后才能得知。</translation>
    </message>
    <message>
        <source>No other image of the repository has this layer.</source>
        <translation>本仓库中没有其他镜像包含该层。</translation>
    </message>
    <message>
        <source>No tag of the repository points at this image: it was not compared.</source>
        <translation>本仓库没有标签指向该镜像，因此未参与比较。</translation>
    </message>
    <message>
        <source>Not all images of the repository could be read: others may have this layer.</source>
        <translation>本仓库的部分镜像无法读取，它们可能也包含该层。</translation>
    </message>
    <message numerus="yes">
        <source>In %Ln other image(s) of the repository, too:</source>
        <translation>
            <numerusform>本仓库另有 %Ln 个镜像包含该层：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>images</comment>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>tags of an image</comment>
        <translation>
            <numerusform>%1 等，另有 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::LocatorModel</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>switched off</source>
        <comment>a command</comment>
        <translation>不可用</translation>
    </message>
    <message>
        <source>switched off: %1</source>
        <comment>a command, why</comment>
        <translation>不可用：%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>where something is, a note</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a name, where it is</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a command, its key</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>models::PlanModel</name>
    <message>
        <source>%1: %2</source>
        <comment>a tag or digest, and what goes</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>删除内容</translation>
    </message>
    <message>
        <source>Frees</source>
        <comment>how many bytes</comment>
        <translation>释放</translation>
    </message>
</context>
<context>
    <name>models::PlatformModel</name>
    <message>
        <source>%1, %2</source>
        <comment>platform, size</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>missing</source>
        <comment>part of an image</comment>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not read</source>
        <comment>part of an image</comment>
        <translation>未能读取</translation>
    </message>
</context>
<context>
    <name>models::ReadTags</name>
    <message>
        <source>Tags that there are</source>
        <translation>现有标签</translation>
    </message>
    <message>
        <source>Point at</source>
        <translation>指向</translation>
    </message>
</context>
<context>
    <name>models::ReferrerModel</name>
    <message>
        <source>Attestations in the index</source>
        <translation>索引中的证明</translation>
    </message>
    <message>
        <source>For %1</source>
        <comment>%1 is a platform</comment>
        <translation>针对 %1</translation>
    </message>
    <message>
        <source>Attached by tags of cosign</source>
        <translation>通过 cosign 标签关联</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>SBOM</source>
        <comment>software bill of materials</comment>
        <translation>软件物料清单</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>The registry did not list everything.</source>
        <translation>镜像仓库服务没有列出全部内容。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Type</source>
        <comment>column</comment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>column</comment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>column</comment>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Digest</source>
        <comment>column</comment>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Description</source>
        <comment>column</comment>
        <translation>说明</translation>
    </message>
    <message>
        <source>The manifest has %1 bytes.</source>
        <translation>清单有 %1 字节。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>models::RepairModel</name>
    <message>
        <source>No tag</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between tags</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Seen now</source>
        <translation>本次发现</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Without a platform</source>
        <comment>part of an image</comment>
        <translation>未注明平台</translation>
    </message>
    <message>
        <source>Not by a run that the history knows</source>
        <translation>不是历史记录中任何一次执行所为</translation>
    </message>
    <message>
        <source>Deleted by Portolan</source>
        <translation>由 Portolan 删除</translation>
    </message>
    <message>
        <source>Perhaps deleted by Portolan</source>
        <translation>可能由 Portolan 删除</translation>
    </message>
    <message>
        <source>Deleted by Portolan as %1</source>
        <comment>an account</comment>
        <translation>由 Portolan 以 %1 的身份删除</translation>
    </message>
    <message>
        <source>Perhaps deleted by Portolan as %1</source>
        <comment>an account</comment>
        <translation>可能由 Portolan 以 %1 的身份删除</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what was done, and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Somebody else deleted it, or it was deleted before the time that the history covers.</source>
        <translation>由他人删除，或在历史记录涵盖的时间之前删除。</translation>
    </message>
    <message>
        <source>The answer was lost, and nobody could find out what the request did.</source>
        <translation>未收到应答，无法查明该请求的结果。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln image(s) missing</source>
        <comment>of an index</comment>
        <translation>
            <numerusform>%Ln 个镜像中缺少 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Not from the history</source>
        <translation>历史记录中没有</translation>
    </message>
    <message>
        <source>From the history</source>
        <translation>可从历史记录恢复</translation>
    </message>
    <message>
        <source>%1 of %2 from the history</source>
        <translation>%2 个中的 %1 个可恢复</translation>
    </message>
    <message>
        <source>No: push it again</source>
        <translation>不能，请重新推送</translation>
    </message>
    <message>
        <source>It may have been missing for longer: this is the first time that somebody looked.</source>
        <translation>可能更早就已缺失：这是第一次检查。</translation>
    </message>
    <message>
        <source>%1, %2: %3, known since: %4, can be restored: %5</source>
        <comment>tags or a platform; a digest; what happened; when; whence</comment>
        <translation>%1，%2：%3，发现时间：%4，可否恢复：%5</translation>
    </message>
    <message>
        <source>Tags and platforms</source>
        <comment>column</comment>
        <translation>标签与平台</translation>
    </message>
    <message>
        <source>Image</source>
        <comment>column</comment>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Known since</source>
        <comment>column</comment>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <comment>column</comment>
        <translation>情况</translation>
    </message>
    <message>
        <source>Can be restored</source>
        <comment>column</comment>
        <translation>可否恢复</translation>
    </message>
    <message>
        <source>%1 %2: %3, known since: %4</source>
        <comment>tags; a digest; what happened; when</comment>
        <translation>%1 %2：%3，发现时间：%4</translation>
    </message>
    <message>
        <source>  %1 %2: %3, known since: %4; can be restored: %5</source>
        <comment>a platform; a digest; what happened; when; whence</comment>
        <translation>  %1 %2：%3，发现时间：%4；可否恢复：%5</translation>
    </message>
</context>
<context>
    <name>models::RestoreModel</name>
    <message>
        <source>Points here again, away from %1</source>
        <translation>重新指向这里，不再指向 %1</translation>
    </message>
    <message>
        <source>Put back, with the same bytes</source>
        <translation>放回，字节完全相同</translation>
    </message>
    <message>
        <source>Image put back, with the same bytes</source>
        <translation>镜像放回，字节完全相同</translation>
    </message>
    <message>
        <source>Not put back: %1</source>
        <translation>不放回：%1</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>a tag; a digest; what becomes of it</comment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>What comes back</source>
        <comment>column</comment>
        <translation>恢复的内容</translation>
    </message>
    <message>
        <source>Put back into the list, beside what others wrote</source>
        <translation>已放回列表，与他人写入的内容并列</translation>
    </message>
</context>
<context>
    <name>models::RetagModel</name>
    <message>
        <source>A tag has no spaces.</source>
        <translation>标签不能包含空格。</translation>
    </message>
    <message>
        <source>A tag cannot have “%1”: only letters from A to Z, digits, “_”, “.” and “-”.</source>
        <comment>%1 is a character</comment>
        <translation>标签不能包含“%1”：只能使用字母 A 到 Z、数字、“_”、“.”和“-”。</translation>
    </message>
    <message>
        <source>A tag cannot begin with “%1”.</source>
        <comment>%1 is a character</comment>
        <translation>标签不能以“%1”开头。</translation>
    </message>
    <message numerus="yes">
        <source>A tag has at most 128 characters; these are %Ln.</source>
        <translation>
            <numerusform>标签最多 128 个字符；现在有 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is its name already.</source>
        <translation>这已经是它的名称。</translation>
    </message>
    <message>
        <source>Whether the name is free is known once the repository was read.</source>
        <translation>读取仓库后才能知道该名称是否可用。</translation>
    </message>
    <message>
        <source>New tag: it will point at %1</source>
        <comment>%1 is a digest</comment>
        <translation>新标签：将指向 %1</translation>
    </message>
    <message>
        <source>Moves %1 from %2 to %3</source>
        <comment>a tag, then two digests</comment>
        <translation>将 %1 从 %2 移动到 %3</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New tag</source>
        <comment>a column</comment>
        <translation>新标签</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>New tag unless it is among those that could not be listed: then nothing is sent. Points at %1</source>
        <comment>%1 is a digest</comment>
        <translation>新标签，除非它在未能列出的标签之中：那样不会发送任何内容。指向 %1</translation>
    </message>
</context>
<context>
    <name>models::RunHistoryModel</name>
    <message>
        <source>Not from here: the connection was removed</source>
        <translation>无法在此恢复：连接已移除</translation>
    </message>
    <message>
        <source>Once the connection is unlocked</source>
        <translation>解锁连接后可以恢复</translation>
    </message>
    <message>
        <source>It can go on where it was left</source>
        <translation>可以从中断处继续</translation>
    </message>
    <message>
        <source>Restored %1</source>
        <comment>when</comment>
        <translation>已于 %1 恢复</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>没有任何改变</translation>
    </message>
    <message>
        <source>Nothing was replaced</source>
        <translation>没有替换任何内容</translation>
    </message>
    <message>
        <source>Until garbage is collected, at most until %1</source>
        <comment>a date</comment>
        <translation>到垃圾回收为止，最晚 %1</translation>
    </message>
    <message>
        <source>Without a sign-in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>操作者 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who did it, and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>a repository; a connection</comment>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Not finished: %1</source>
        <comment>counts</comment>
        <translation>未完成：%1</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>where; an address</comment>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <comment>what, where, result, when</comment>
        <translation>%1，%2，%3，%4</translation>
    </message>
    <message>
        <source>When</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <comment>column</comment>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where</source>
        <comment>column</comment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>column</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Can be restored</source>
        <comment>column</comment>
        <translation>可否恢复</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>with a run that was left</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>a run</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <comment>counts</comment>
        <translation>已停止：%1</translation>
    </message>
    <message>
        <source>Partly restored %1</source>
        <comment>when</comment>
        <translation>已于 %1 部分恢复</translation>
    </message>
    <message>
        <source>What was lost, in the rows below</source>
        <translation>丢失的内容，见下面各行</translation>
    </message>
</context>
<context>
    <name>models::TagModel</name>
    <message>
        <source>Tag</source>
        <comment>column</comment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Digest</source>
        <comment>column</comment>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Platforms</source>
        <comment>column</comment>
        <translation>平台</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>column</comment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>column</comment>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Pushed</source>
        <comment>column</comment>
        <translation>推送时间</translation>
    </message>
    <message>
        <source>Bytes that no other image of this repository has: what deleting the image would free</source>
        <translation>此仓库的其他镜像都没有的字节：删除该镜像可释放的空间</translation>
    </message>
    <message>
        <source>Only here</source>
        <comment>column: bytes that no other image of the repository has</comment>
        <translation>独占</translation>
    </message>
</context>
<context>
    <name>ui::AboutDialog</name>
    <message>
        <source>About Portolan</source>
        <translation>关于 Portolan</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>It is built from these libraries:</source>
        <translation>它使用了以下程序库：</translation>
    </message>
    <message>
        <source>A desktop application for container registries. Free software under the Apache License, version 2.0.</source>
        <translation>用于容器镜像仓库服务的桌面应用程序。自由软件，采用 Apache 许可证 2.0 版。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>程序库</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>%1 %2, licence %3</source>
        <comment>library, version, licence</comment>
        <translation>%1 %2，许可证 %3</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>程序库</translation>
    </message>
</context>
<context>
    <name>ui::Activities</name>
    <message>
        <source>stopped</source>
        <comment>work that was cancelled</comment>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>ui::ActivityDock</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>the selected work</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close Activity</source>
        <translation>关闭活动</translation>
    </message>
    <message>
        <source>Lists of work</source>
        <translation>操作列表</translation>
    </message>
    <message>
        <source>Running work</source>
        <translation>正在运行的操作</translation>
    </message>
    <message>
        <source>Nothing running</source>
        <translation>没有正在运行的操作</translation>
    </message>
    <message>
        <source>Failed work</source>
        <translation>失败的操作</translation>
    </message>
    <message>
        <source>Nothing has failed</source>
        <translation>没有失败的操作</translation>
    </message>
    <message>
        <source>Finished work</source>
        <translation>已完成的操作</translation>
    </message>
    <message>
        <source>Nothing is done yet</source>
        <translation>还没有完成的操作</translation>
    </message>
    <message>
        <source>Running %1</source>
        <comment>a list of work, how many</comment>
        <translation>运行中 %1</translation>
    </message>
    <message>
        <source>Failed %1</source>
        <comment>a list of work, how many</comment>
        <translation>失败 %1</translation>
    </message>
    <message>
        <source>Done %1</source>
        <comment>a list of work, how many</comment>
        <translation>已完成 %1</translation>
    </message>
    <message>
        <source>Details…</source>
        <comment>of failed work</comment>
        <translation>详细信息…</translation>
    </message>
    <message>
        <source>Run Doctor</source>
        <translation>运行诊断</translation>
    </message>
    <message>
        <source>History</source>
        <comment>a list of work</comment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>a change of a registry</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop…</source>
        <comment>a change of a registry, for good</comment>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>a list of work</comment>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>a list of work</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>a list of work</comment>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>ui::ActivityStatus</name>
    <message>
        <source>Progress of what runs</source>
        <translation>当前操作的进度</translation>
    </message>
    <message>
        <source>Nothing running</source>
        <translation>没有正在运行的操作</translation>
    </message>
    <message numerus="yes">
        <source>%1, and %Ln more</source>
        <comment>work</comment>
        <translation>
            <numerusform>%1，另有 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>pieces of work</comment>
        <translation>
            <numerusform>%Ln 项失败</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AddressBar</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Paste an image name, a digest or a web address</source>
        <translation>粘贴镜像名称、摘要或网址</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a command and its key</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1    %2</source>
        <comment>a command, its key</comment>
        <translation>%1    %2</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>编辑地址</translation>
    </message>
</context>
<context>
    <name>ui::Application</name>
    <message>
        <source>Your connections could not be read.</source>
        <translation>无法读取您的连接。</translation>
    </message>
    <message>
        <source>Nothing was changed. You can go on without them.</source>
        <translation>未作任何更改。您可以不使用它们继续。</translation>
    </message>
    <message>
        <source>Your profile cannot be used.</source>
        <translation>无法使用您的配置文件夹。</translation>
    </message>
    <message>
        <source>Nothing that you do here will be kept.</source>
        <translation>您在此处所做的一切都不会保留。</translation>
    </message>
</context>
<context>
    <name>ui::CertificateDialog</name>
    <message>
        <source>Certificate: %1</source>
        <translation>证书：%1</translation>
    </message>
    <message>
        <source>Facts of the certificate</source>
        <translation>证书信息</translation>
    </message>
    <message>
        <source>The certificate as PEM</source>
        <translation>PEM 格式的证书</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::CertificateTree</name>
    <message>
        <source>%1, %2</source>
        <comment>a certificate, what is said of it</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Certificates that the server showed</source>
        <translation>服务器出示的证书</translation>
    </message>
    <message>
        <source>not sent by the server; not known here</source>
        <comment>a certificate</comment>
        <translation>服务器未发送；本机不认识</translation>
    </message>
    <message>
        <source>sent by the server; not known here</source>
        <comment>a certificate</comment>
        <translation>由服务器发送；本机不认识</translation>
    </message>
    <message>
        <source>signed by itself only</source>
        <comment>a certificate</comment>
        <translation>仅由自身签名</translation>
    </message>
    <message>
        <source>too weak: %1</source>
        <comment>a certificate, its key</comment>
        <translation>强度不足：%1</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a certificate, its names</comment>
        <translation>用于 %1</translation>
    </message>
    <message>
        <source>name matches</source>
        <comment>a certificate</comment>
        <translation>名称相符</translation>
    </message>
    <message>
        <source>sent by the server</source>
        <comment>a certificate</comment>
        <translation>由服务器发送</translation>
    </message>
</context>
<context>
    <name>ui::ChangeController</name>
    <message numerus="yes">
        <source>Discard %Ln change(s)?</source>
        <translation>
            <numerusform>放弃 %Ln 项更改吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of them was sent. You can undo this.</source>
        <translation>尚未发送任何内容。可以撤销此操作。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Plan that can be opened again (*.json)</source>
        <translation>可再次打开的计划 (*.json)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Shell script (*.sh)</source>
        <translation>Shell 脚本 (*.sh)</translation>
    </message>
    <message>
        <source>The plan could not be saved.</source>
        <translation>无法保存计划。</translation>
    </message>
    <message>
        <source>%1 was not written. Choose another folder, or make room.</source>
        <translation>未写入 %1。请选择其他文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>Deleting from %1</source>
        <translation>正在从 %1 删除</translation>
    </message>
</context>
<context>
    <name>ui::CheckList</name>
    <message>
        <source>Not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a check, what it found out</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>not tried</source>
        <comment>a check</comment>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>running</source>
        <comment>a check</comment>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>passed</source>
        <comment>a check</comment>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <comment>a check</comment>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a check</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1, %2. %3</source>
        <comment>title, state and detail of a check</comment>
        <translation>%1，%2。%3</translation>
    </message>
    <message>
        <source>%L1 fine</source>
        <comment>number of checks</comment>
        <translation>%L1 项正常</translation>
    </message>
    <message>
        <source>%L1 to know</source>
        <comment>number of checks</comment>
        <translation>%L1 项须知</translation>
    </message>
    <message>
        <source>%L1 failed</source>
        <comment>number of checks</comment>
        <translation>%L1 项失败</translation>
    </message>
    <message>
        <source>%L1 to come</source>
        <comment>number of checks</comment>
        <translation>%L1 项待做</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>to know</source>
        <comment>a check</comment>
        <translation>须知</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionAddressForm</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>For example registry.example.com</source>
        <translation>例如 registry.example.com</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>Without encryption (http://), only this computer itself can be reached. Write https://, or consent to it below Network and certificates.</source>
        <translation>不加密（http://）时只能连接本机。请写 https://，或在下方“网络与证书”中同意不加密。</translation>
    </message>
    <message>
        <source>This page does not tell the address of its registry. The page shows it in its commands, such as registry.example.com in “docker login registry.example.com”.</source>
        <translation>此页面的网址不含镜像仓库服务的地址。页面上的命令会显示它，例如 “docker login registry.example.com” 中的 registry.example.com。</translation>
    </message>
    <message>
        <source>An address holds no user and no password. They have fields of their own in the next step.</source>
        <translation>地址中不能包含用户名和密码。下一步有专门的输入框。</translation>
    </message>
    <message>
        <source>This is no address. Write a host such as registry.example.com, an address that begins with https://, or the path of a folder.</source>
        <translation>这不是地址。请写主机名（例如 registry.example.com）、以 https:// 开头的地址，或文件夹的路径。</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionCheckPanel</name>
    <message>
        <source>&amp;Trust this CA…</source>
        <translation>信任此 CA…(&amp;T)</translation>
    </message>
    <message>
        <source>A&amp;llow for this connection…</source>
        <translation>为此连接允许…(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Show the field</source>
        <translation>显示相应的输入框(&amp;S)</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>检查(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详细信息(&amp;C)</translation>
    </message>
    <message>
        <source>Portolan looks whether it reaches the registry. Nothing there is changed, and nothing is kept.</source>
        <translation>Portolan 检查能否连接到镜像仓库服务。不会更改其中任何内容，也不会保存任何内容。</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>正在询问 %1…</translation>
    </message>
    <message>
        <source>The folder can be read.</source>
        <translation>文件夹可以读取。</translation>
    </message>
    <message>
        <source>It is a registry, and lets everybody in.</source>
        <translation>这是镜像仓库服务，任何人都可访问。</translation>
    </message>
    <message>
        <source>It is a registry, and accepted %1.</source>
        <comment>a user</comment>
        <translation>这是镜像仓库服务，已接受 %1。</translation>
    </message>
    <message>
        <source>It is a registry, and asks nobody to sign in.</source>
        <translation>这是镜像仓库服务，不要求任何人登录。</translation>
    </message>
    <message>
        <source>The connection is not encrypted.</source>
        <translation>连接未加密。</translation>
    </message>
    <message>
        <source>%1 is a registry, and asks you to sign in.</source>
        <translation>%1 是镜像仓库服务，要求登录。</translation>
    </message>
    <message>
        <source>%1 did not accept %2.</source>
        <comment>%1 is a registry, %2 a user</comment>
        <translation>%1 未接受 %2。</translation>
    </message>
    <message>
        <source>The user, or the password or token, is wrong or has expired. Accounts with a second factor need a token.</source>
        <translation>用户名、密码或令牌错误或已过期。启用双重验证的账户需要使用令牌。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 The server did not send the certificate of that authority: add its file below “Trust also”.</source>
        <comment>%1 is a sentence</comment>
        <translation>%1服务器没有发送该颁发机构的证书：请在“另外信任”中添加其文件。</translation>
    </message>
    <message>
        <source>It names this host: %1</source>
        <comment>a URL</comment>
        <translation>它指定了此主机：%1</translation>
    </message>
    <message>
        <source>That host would be reached without encryption, so that nothing is sent there. Tell the registry’s administrator.</source>
        <translation>连接该主机不会加密，因此不会向其发送任何内容。请告知镜像仓库服务的管理员。</translation>
    </message>
    <message>
        <source>Doctor</source>
        <comment>headline of the checks of a connection</comment>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Run &amp;Doctor</source>
        <translation>运行诊断(&amp;D)</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionController</name>
    <message>
        <source>Remove the connection %1?</source>
        <translation>移除连接 %1？</translation>
    </message>
    <message>
        <source>It goes from this list, and its tabs are closed. Nothing in the folder changes.</source>
        <translation>它将从此列表中移除，其标签页将关闭。文件夹中的内容不会改变。</translation>
    </message>
    <message>
        <source>It goes from this list with its sign-in, and its tabs are closed. Nothing on the registry changes.</source>
        <translation>它及其登录信息将从此列表中移除，其标签页将关闭。镜像仓库服务上的内容不会改变。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Your connections could not be saved.</source>
        <translation>无法保存连接。</translation>
    </message>
    <message>
        <source>What you see holds until you quit Portolan; the file is as it was.</source>
        <translation>当前所见在退出 Portolan 前有效；文件保持原样。</translation>
    </message>
    <message>
        <source>Your connections could not be read: their file is damaged.</source>
        <translation>无法读取您的连接：其文件已损坏。</translation>
    </message>
    <message>
        <source>It was put aside as %1. Portolan begins with an empty list.</source>
        <translation>文件已另存为 %1。Portolan 从空列表开始。</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Certificate (*.pem)</source>
        <translation>证书 (*.pem)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The file could not be saved.</source>
        <translation>无法保存文件。</translation>
    </message>
    <message>
        <source>The order of your connections could not be saved.</source>
        <translation>无法保存连接的顺序。</translation>
    </message>
    <message>
        <source>It is as it was, in the file and here. %1</source>
        <comment>%1 is a sentence</comment>
        <translation>文件中和此处的顺序保持不变。%1</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionDialog</name>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Add</source>
        <comment>a connection</comment>
        <translation>添加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>登录 %1</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Te&amp;st sign-in</source>
        <translation>测试登录(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <comment>to the step before</comment>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <comment>step</comment>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Trust this CA</source>
        <translation>信任此 CA</translation>
    </message>
    <message>
        <source>Send the password to %1?</source>
        <translation>将密码发送到 %1 吗？</translation>
    </message>
    <message>
        <source>%1 wants you to sign in there. Allow it only if your administrator named that host. It holds for this connection only.</source>
        <translation>%1 要求在那里登录。仅当管理员指定了该主机时才允许。仅对此连接有效。</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Sends the secret to %1 only.</source>
        <comment>a registry</comment>
        <translation>密钥只发送到 %1。</translation>
    </message>
    <message>
        <source>Name and level</source>
        <translation>名称与级别</translation>
    </message>
    <message>
        <source>Next: press Test sign-in</source>
        <translation>下一步：请点“测试登录”</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionGuard</name>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionLevelForm</name>
    <message>
        <source>N&amp;one</source>
        <comment>a level of a connection</comment>
        <translation>无(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <comment>a level of a connection</comment>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Production</source>
        <comment>a level of a connection</comment>
        <translation>生产(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Read-only: changes only after “Unlock…”</source>
        <translation>只读：仅在“解锁…”后可更改(&amp;R)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Always keep</source>
        <translation>始终保留</translation>
    </message>
    <message>
        <source>for example latest, v*</source>
        <translation>例如 latest, v*</translation>
    </message>
    <message>
        <source>Marked with the word TEST.</source>
        <translation>以“测试”字样标记。</translation>
    </message>
    <message>
        <source>Marked with the word PRODUCTION, and asked about with more care. Starts read-only.</source>
        <translation>以“生产”字样标记，操作前会更谨慎地询问。初始为只读。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Always &amp;keep</source>
        <translation>始终保留(&amp;K)</translation>
    </message>
    <message>
        <source>Tags with these names are never deleted from here; * stands for anything.</source>
        <translation>这些名称的标签绝不会从这里删除；* 代表任意字符。</translation>
    </message>
    <message>
        <source>No tag can be called “%1”.</source>
        <translation>没有标签可以叫“%1”。</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionNetworkSection</name>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Network and certificates</source>
        <translation>网络与证书</translation>
    </message>
    <message>
        <source>Network and certificates: %1</source>
        <comment>what is unusual there</comment>
        <translation>网络与证书：%1</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionProxyForm</name>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>none, or http://proxy.example.com:3128</source>
        <translation>无，或 http://proxy.example.com:3128</translation>
    </message>
    <message>
        <source>User at the proxy</source>
        <translation>代理的用户</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>代理的密码</translation>
    </message>
    <message>
        <source>Without the proxy</source>
        <translation>不使用代理</translation>
    </message>
    <message>
        <source>for example .corp.example, 10.0.0.0/8</source>
        <translation>例如 .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>代理用户</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>代理密码</translation>
    </message>
    <message>
        <source>Without it for</source>
        <translation>不经代理</translation>
    </message>
    <message>
        <source>A proxy’s address holds no user and no password. They have fields of their own below.</source>
        <translation>代理地址中不能包含用户名和密码。下方有专门的输入框。</translation>
    </message>
    <message>
        <source>This is no proxy. Write http://, https:// or socks5:// with its host and port.</source>
        <translation>这不是代理。请写 http://、https:// 或 socks5://，后接主机和端口。</translation>
    </message>
    <message>
        <source>through %1</source>
        <comment>a proxy</comment>
        <translation>经由 %1</translation>
    </message>
    <message>
        <source>as it was</source>
        <comment>a password that is kept</comment>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionSecrets</name>
    <message>
        <source>The sign-in of %1 is kept until you quit, and no longer.</source>
        <translation>%1 的登录信息只保留到您退出为止。</translation>
    </message>
    <message>
        <source>The sign-in of %1 is still in the keychain.</source>
        <translation>%1 的登录信息仍在密钥环中。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln leftover secret(s) from the keychain?</source>
        <translation>
            <numerusform>从密钥环中移除 %Ln 项遗留的密码？</numerusform>
        </translation>
    </message>
    <message>
        <source>They belong to connections that are no longer in your list. The keychain may ask you to unlock it.</source>
        <translation>它们属于已不在列表中的连接。密钥环可能会要求解锁。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Leftover secrets are still in the keychain.</source>
        <translation>遗留的密码仍在密钥环中。</translation>
    </message>
    <message>
        <source>a removed connection</source>
        <translation>已移除的连接</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionSteps</name>
    <message>
        <source>Step %1: %2</source>
        <comment>a number, and what the step is about</comment>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>the step that is shown</source>
        <translation>当前显示的步骤</translation>
    </message>
    <message>
        <source>done</source>
        <comment>a step of the dialog</comment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>a step of the dialog</comment>
        <translation>检查</translation>
    </message>
    <message>
        <source>Name and level</source>
        <translation>名称与级别</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionTlsForm</name>
    <message>
        <source>Add file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Remove</source>
        <comment>an authority</comment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Without encryption (plain HTTP)…</source>
        <translation>不加密（纯 HTTP）…</translation>
    </message>
    <message>
        <source>Do not verify the certificate…</source>
        <translation>不验证证书…</translation>
    </message>
    <message>
        <source>Extra authorities</source>
        <translation>额外的颁发机构</translation>
    </message>
    <message>
        <source>Trust also</source>
        <translation>另外信任</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>none, or a PEM or PKCS#12 file</source>
        <translation>无，或 PEM 或 PKCS#12 文件</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>in the same file</source>
        <comment>where a key is</comment>
        <translation>在同一文件中</translation>
    </message>
    <message>
        <source>Password of the key</source>
        <translation>密钥的密码</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>公钥固定</translation>
    </message>
    <message>
        <source>none, or sha256//…</source>
        <translation>无，或 sha256//…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a client certificate</source>
        <translation>选择客户端证书</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>其密钥</translation>
    </message>
    <message>
        <source>Choose the key of the certificate</source>
        <translation>选择证书的密钥</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>密钥密码</translation>
    </message>
    <message>
        <source>Connect without encryption?</source>
        <translation>不加密连接吗？</translation>
    </message>
    <message>
        <source>Everybody on the way can read your password and change images. Do this only in a network that nobody else uses; ask for HTTPS otherwise. It holds for this connection only.</source>
        <translation>途中任何人都可以读取您的密码并更改镜像。仅在没有其他人使用的网络中这样做；否则请要求使用 HTTPS。仅对此连接有效。</translation>
    </message>
    <message>
        <source>Connect without encryption</source>
        <translation>不加密连接</translation>
    </message>
    <message>
        <source>Connect without looking who answers?</source>
        <translation>不验证对方身份就连接吗？</translation>
    </message>
    <message>
        <source>Any server on the way could pose as the registry and read your password. Trust its authority or pin its key instead, if you can. It holds for this connection only.</source>
        <translation>途中任何服务器都可能冒充镜像仓库服务并读取您的密码。如有可能，请改为信任其颁发机构或固定其公钥。仅对此连接有效。</translation>
    </message>
    <message>
        <source>Do not verify</source>
        <translation>不验证</translation>
    </message>
    <message>
        <source>Choose a file with certificates</source>
        <translation>选择含证书的文件</translation>
    </message>
    <message>
        <source>There is no certificate in %1. It has to be in PEM form, which begins with “-----BEGIN CERTIFICATE-----”.</source>
        <translation>%1 中没有证书。文件须为 PEM 格式，以 “-----BEGIN CERTIFICATE-----” 开头。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>This is no pin. It looks like sha256//, followed by 44 characters of Base64.</source>
        <translation>格式不对。应为 sha256// 后接 44 个 Base64 字符。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln extra authority(s)</source>
        <translation>
            <numerusform>%Ln 个额外的颁发机构</numerusform>
        </translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>pinned</source>
        <comment>the key of a registry</comment>
        <translation>已固定公钥</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未验证</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Authorities in addition to those of this computer, for this connection only.</source>
        <translation>在本机的颁发机构之外另行信任，仅对此连接有效。</translation>
    </message>
    <message>
        <source>as it was</source>
        <comment>a password that is kept</comment>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>The registry must show this public key, also after a renewal.</source>
        <translation>镜像仓库服务必须出示此公钥，证书续期后也是如此。</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionWords</name>
    <message>
        <source>%1 goes there already, with the same sign-in.</source>
        <translation>%1 已指向此处，且登录方式相同。</translation>
    </message>
    <message>
        <source>A folder with image layouts on this computer.</source>
        <translation>本机上存有镜像布局的文件夹。</translation>
    </message>
    <message>
        <source>Connects to %1 with HTTPS, or without encryption where it does not speak that.</source>
        <translation>用 HTTPS 连接 %1；若它不支持，则不加密。</translation>
    </message>
    <message>
        <source>Connects to %1 without encryption.</source>
        <translation>不加密连接 %1。</translation>
    </message>
    <message>
        <source>Connects to %1, and opens %2 there.</source>
        <translation>连接 %1，并打开其中的 %2。</translation>
    </message>
    <message>
        <source>Connects to %1.</source>
        <translation>连接 %1。</translation>
    </message>
    <message>
        <source>Not encrypted: everybody on the way can read and change what is sent.</source>
        <translation>未加密：途中任何人都可以读取和更改所发送的内容。</translation>
    </message>
    <message>
        <source>Not verified: anybody on the way can pose as this registry.</source>
        <translation>未验证：途中任何人都可以冒充此镜像仓库服务。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a registry, and who signs in or a number</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy: %1</source>
        <comment>%1 is the name of a field</comment>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ui::DockerController</name>
    <message>
        <source>Write these lines to %1?</source>
        <translation>要将这些内容写入 %1 吗？</translation>
    </message>
    <message>
        <source>The rest of the file stays as it is, and a copy of what is there now is kept beside it.</source>
        <translation>文件的其余内容保持不变，并在旁边保留一份现有内容的副本。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>It is as it was.</source>
        <translation>它保持原样。</translation>
    </message>
</context>
<context>
    <name>ui::DockerDialog</name>
    <message>
        <source>&amp;Use this sign-in for Docker and Podman</source>
        <translation>将此登录用于 Docker 和 Podman(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Write to %1…</source>
        <translation>写入 %1(&amp;W)…</translation>
    </message>
    <message>
        <source>Docker and Podman: %1</source>
        <comment>%1 is a connection</comment>
        <translation>Docker 和 Podman：%1</translation>
    </message>
    <message>
        <source>Lines for config.json or auth.json</source>
        <translation>用于 config.json 或 auth.json 的内容</translation>
    </message>
    <message>
        <source>docker-credential-portolan then gives them the user and the password from the keychain whenever they ask for %1. What “docker logout” removes is never the sign-in of a connection.</source>
        <translation>此后，每当它们请求 %1 时，docker-credential-portolan 都会把密钥环中的用户名和密码提供给它们。“docker logout”绝不会移除连接的登录。</translation>
    </message>
    <message>
        <source>Until now %1 does it. There is one for each registry.</source>
        <comment>%1 is a connection</comment>
        <translation>目前由 %1 提供。每个镜像仓库只能有一个。</translation>
    </message>
    <message>
        <source>The password is kept in this session only, where no other program finds it. Keep it in the system keychain: Edit, Sign in.</source>
        <translation>密码仅保存在本次会话中，其他程序无法找到。请将它保存到系统密钥环：编辑 › 登录。</translation>
    </message>
    <message>
        <source>They ask it where their config.json or auth.json says so:</source>
        <translation>当它们的 config.json 或 auth.json 中有如下内容时，就会询问它：</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Written.</source>
        <comment>lines to a file</comment>
        <translation>已写入。</translation>
    </message>
    <message>
        <source>Written. What was there before is in %1.</source>
        <translation>已写入。原来的内容保存在 %1 中。</translation>
    </message>
</context>
<context>
    <name>ui::DoctorController</name>
    <message>
        <source>Save the doctor&apos;s report</source>
        <translation>保存诊断报告</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation>无法保存报告。</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>保存证书</translation>
    </message>
    <message>
        <source>Certificate (*.pem)</source>
        <translation>证书 (*.pem)</translation>
    </message>
    <message>
        <source>The certificate could not be saved.</source>
        <translation>无法保存证书。</translation>
    </message>
    <message>
        <source>Trust this CA</source>
        <translation>信任此 CA</translation>
    </message>
</context>
<context>
    <name>ui::DoctorDialog</name>
    <message>
        <source>Doctor: %1</source>
        <comment>%1 is a connection</comment>
        <translation>诊断：%1</translation>
    </message>
    <message>
        <source>&amp;Edit connection…</source>
        <translation>编辑连接(&amp;E)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::DoctorView</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>保存报告(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Run again</source>
        <translation>重新运行(&amp;R)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>诊断结果</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Nothing is sent that could change something on the registry.</source>
        <translation>不会发送任何可能更改镜像仓库的请求。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s), %1</source>
        <comment>%1 is a time</comment>
        <translation>
            <numerusform>%Ln 个问题，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>No problem, %1</source>
        <comment>%1 is a time</comment>
        <translation>没有问题，%1</translation>
    </message>
    <message>
        <source>Everything works</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>Every check passed, or was not needed.</source>
        <translation>所有检查均已通过或无需进行。</translation>
    </message>
    <message>
        <source>&amp;Ask it…</source>
        <comment>the registry, whether it allows deleting</comment>
        <translation>询问(&amp;A)…</translation>
    </message>
    <message>
        <source>Ask the registry whether it allows deleting</source>
        <translation>询问镜像仓库是否允许删除</translation>
    </message>
    <message>
        <source>Stopped at step %1 of %2, %3</source>
        <comment>two numbers, a time</comment>
        <translation>停在第 %1 步（共 %2 步），%3</translation>
    </message>
    <message>
        <source>Ask %1 whether it allows deleting?</source>
        <translation>询问 %1 是否允许删除？</translation>
    </message>
    <message>
        <source>Portolan sends one request to delete an image whose digest is made of random numbers. There is no such image, so nothing can be deleted; the answer tells whether deletion is switched on. The registry may write the request into its log.</source>
        <translation>Portolan 发送一个删除请求，其镜像摘要由随机数构成。这样的镜像不存在，因此不会删除任何内容；应答会表明是否启用了删除。镜像仓库可能会将该请求写入日志。</translation>
    </message>
    <message>
        <source>Ask it</source>
        <comment>the registry</comment>
        <translation>询问</translation>
    </message>
</context>
<context>
    <name>ui::ElsewhereBar</name>
    <message>
        <source>Read the &amp;other repositories</source>
        <translation>读取其他仓库(&amp;O)</translation>
    </message>
    <message>
        <source>Then it is known to the byte.</source>
        <translation>之后可精确到字节。</translation>
    </message>
    <message>
        <source>Listing the repositories…</source>
        <translation>正在列出仓库…</translation>
    </message>
    <message numerus="yes">
        <source>Reading: %1 of %Ln repositories.</source>
        <translation>
            <numerusform>正在读取：第 %1 个，共 %Ln 个仓库。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all could be read. %1</source>
        <translation>未能全部读取。%1</translation>
    </message>
</context>
<context>
    <name>ui::ErrorButtons</name>
    <message>
        <source>Copy</source>
        <comment>all that is said of an error</comment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Run Doctor</source>
        <translation>运行诊断</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>of an error</comment>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误的详细信息</translation>
    </message>
</context>
<context>
    <name>ui::ErrorDialog</name>
    <message>
        <source>What happened</source>
        <comment>title of a dialog about an error</comment>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ui::FindingCard</name>
    <message>
        <source>Why</source>
        <comment>heading: why it happened</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>number of a step</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Line to copy</source>
        <translation>可复制的内容</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <comment>%1 is the id of an error</comment>
        <translation>详细信息：%1</translation>
    </message>
    <message>
        <source>What happened</source>
        <comment>heading of a finding</comment>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>The proxy showed these certificates. No user name and no secret were sent.</source>
        <translation>代理出示了这些证书。没有发送用户名和任何机密信息。</translation>
    </message>
    <message>
        <source>The registry showed these certificates. No user name and no secret were sent.</source>
        <translation>镜像仓库出示了这些证书。没有发送用户名和任何机密信息。</translation>
    </message>
    <message>
        <source>&amp;View certificate…</source>
        <translation>查看证书(&amp;V)…</translation>
    </message>
    <message>
        <source>Save as &amp;PEM…</source>
        <translation>另存为 PEM(&amp;P)…</translation>
    </message>
</context>
<context>
    <name>ui::HistoryController</name>
    <message>
        <source>A run was left before it had ended: %1.</source>
        <translation>有一次操作未完成就中断了：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) were left before they had ended.</source>
        <translation>
            <numerusform>有 %Ln 次操作未完成就中断了。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what was done, when</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Restoring in %1</source>
        <translation>正在 %1 中恢复</translation>
    </message>
    <message>
        <source>Going on in %1</source>
        <translation>正在 %1 中继续</translation>
    </message>
    <message>
        <source>More is gone from %1 than the plan said: %2.</source>
        <translation>%1 中消失的内容多于计划：%2。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) on it did not end and cannot go on then.</source>
        <translation>
            <numerusform>它有 %Ln 次未完成的操作，移除后无法继续。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) on it cannot be restored from here then.</source>
        <translation>
            <numerusform>它有 %Ln 次操作，移除后无法在此恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>The history is kept.</source>
        <translation>历史记录会保留。</translation>
    </message>
    <message>
        <source>The history could not be exported.</source>
        <translation>无法导出历史记录。</translation>
    </message>
    <message>
        <source>%1 was not written. Choose another folder, or make room.</source>
        <translation>%1 没有写入。请选择其他文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>导出历史记录</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Stop it for good?</source>
        <translation>彻底停止？</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>a run, for good</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Keep the history</source>
        <translation>保留历史记录</translation>
    </message>
    <message>
        <source>For how many days, 1 to %1:</source>
        <translation>保留多少天，1 到 %1：</translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>“%1” 不是天数。</translation>
    </message>
    <message>
        <source>Give one from 1 to %1.</source>
        <translation>请输入 1 到 %1 之间的整数。</translation>
    </message>
    <message numerus="yes">
        <source>Forget %Ln run(s)?</source>
        <comment>of the history</comment>
        <translation>
            <numerusform>从历史记录中删去 %Ln 次操作？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They ended more than %Ln day(s) ago. What they took cannot be restored from the history then.</source>
        <translation>
            <numerusform>它们在 %Ln 天前就已结束。删去后，其中删除的内容无法再从历史记录恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget</source>
        <comment>runs of the history</comment>
        <translation>删去</translation>
    </message>
    <message>
        <source>Of %1</source>
        <comment>tags of broken images</comment>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>Put back what is missing in %1?</source>
        <comment>%1 is a repository</comment>
        <translation>将 %1 中缺失的内容恢复？</translation>
    </message>
    <message>
        <source>So far: %1. What is under way still ends. What was not tried stays as it is, and cannot be gone on with later. What was done can be restored from the history.</source>
        <translation>到目前为止：%1。正在进行的仍会完成。尚未尝试的保持不变，以后也无法继续。已完成的可以从历史记录恢复。</translation>
    </message>
    <message>
        <source>Stopping in %1</source>
        <translation>正在停止 %1 中的操作</translation>
    </message>
    <message>
        <source>Another run is under way in %1.</source>
        <translation>%1 中有另一项操作正在进行。</translation>
    </message>
    <message>
        <source>Stop this one once that has ended.</source>
        <translation>请待其结束后再停止此操作。</translation>
    </message>
    <message>
        <source>Somebody else changed tags in %1 meanwhile: %2.</source>
        <comment>a repository; tags</comment>
        <translation>期间有其他人更改了 %1 中的标签：%2。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Layers of what was put back in %1 are gone from the registry, and it cannot be pulled: %2.</source>
        <comment>a repository; tags</comment>
        <translation>在 %1 中恢复的镜像有层已不在镜像仓库服务中，无法拉取：%2。</translation>
    </message>
    <message>
        <source>The run was stopped there.</source>
        <translation>本次执行在此停止。</translation>
    </message>
</context>
<context>
    <name>ui::HistoryTab</name>
    <message>
        <source>History</source>
        <comment>accessible name</comment>
        <translation>历史</translation>
    </message>
    <message>
        <source>Copy as Dockerfile</source>
        <translation>复制为 Dockerfile</translation>
    </message>
    <message>
        <source>Copy step</source>
        <translation>复制步骤</translation>
    </message>
    <message>
        <source>%1 has no history</source>
        <translation>%1 没有历史</translation>
    </message>
    <message>
        <source>What it is: %1.</source>
        <translation>它是：%1。</translation>
    </message>
    <message>
        <source>Whoever built it did not record how.</source>
        <translation>构建者没有记录构建过程。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>共 %Ln 步</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryView</name>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>with a run that was left</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>尚未改动任何内容</translation>
    </message>
    <message>
        <source>Every deletion and every new tag is listed here, with what can be put back.</source>
        <translation>每次删除和每个新标签都列在这里，并说明哪些可以恢复。</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>a run</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop…</source>
        <comment>a run, for good</comment>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Keep history for</source>
        <translation>历史记录保留</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>number of days</comment>
        <translation>其他…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)…</source>
        <comment>another number</comment>
        <translation>
            <numerusform>%Ln 天…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ImageController</name>
    <message>
        <source>Reading %1</source>
        <comment>an image</comment>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>repository, registry</comment>
        <translation>%2 中的 %1</translation>
    </message>
</context>
<context>
    <name>ui::ImageDetail</name>
    <message>
        <source>Parts of the image</source>
        <translation>镜像的组成部分</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>No image selected</source>
        <translation>未选择镜像</translation>
    </message>
    <message>
        <source>Select a tag to see what its image is made of.</source>
        <translation>选择一个标签，查看其镜像的组成。</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>正在加载 %1…</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Raw</source>
        <comment>the documents of an image as they are stored</comment>
        <translation>原始数据</translation>
    </message>
    <message>
        <source>Referrers</source>
        <translation>关联制品</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>title and count of a tab</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>ui::ImagePage</name>
    <message>
        <source>%1 — %2</source>
        <comment>image, registry</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>ui::ImageTab</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>The registry</source>
        <translation>镜像仓库服务</translation>
    </message>
    <message>
        <source>The part for %1 cannot be read</source>
        <translation>无法读取 %1 的部分</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>platform, digest</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>ui::ImportController</name>
    <message>
        <source>Connect without security?</source>
        <translation>要在没有安全保护的情况下连接吗？</translation>
    </message>
    <message>
        <source>Nobody looks who answers as %1, and where it does not speak TLS nothing is encrypted. Everybody on the way could read your password and change images.</source>
        <translation>不会验证谁在以 %1 的身份回答；如果它不使用 TLS，则完全不加密。途中的任何人都可能读取您的密码并更改镜像。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Connect without security</source>
        <translation>不安全地连接</translation>
    </message>
</context>
<context>
    <name>ui::ImportDialog</name>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Import connections</source>
        <translation>导入连接</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Found</source>
        <comment>column: what was found where</comment>
        <translation>位置与内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>column: of something found</comment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>column: what one should know of it</comment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Keep passwords in</source>
        <translation>密码保存位置</translation>
    </message>
    <message>
        <source>System keychain</source>
        <translation>系统密钥环</translation>
    </message>
    <message>
        <source>This session only</source>
        <comment>where passwords are kept</comment>
        <translation>仅限本次会话</translation>
    </message>
    <message>
        <source>Looking for what Docker and Podman know…</source>
        <translation>正在查找 Docker 和 Podman 的设置…</translation>
    </message>
    <message>
        <source>Sign-ins, certificates and exceptions that Docker, Podman and their relatives keep on this computer. Their files stay as they are. Nobody is asked for a password before you import it.</source>
        <translation>Docker、Podman 及同类工具保存在这台计算机上的登录、证书和例外。它们的文件保持不变。在您导入之前，不会向任何程序索取密码。</translation>
    </message>
    <message>
        <source>&amp;Keep passwords in</source>
        <translation>密码保存位置(&amp;K)</translation>
    </message>
    <message>
        <source>Docker and Podman have left nothing here: there is no config.json, auth.json, certs.d or registries.conf where they look for one.</source>
        <translation>这里没有 Docker 和 Podman 的设置：在它们查找的位置没有 config.json、auth.json、certs.d 或 registries.conf。</translation>
    </message>
    <message>
        <source>Others on this computer can read it, too.</source>
        <translation>这台计算机上的其他用户也能读取它。</translation>
    </message>
    <message>
        <source>There is nothing in it that could be imported.</source>
        <translation>其中没有可以导入的内容。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what was found, and what it is</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln short name(s)</source>
        <translation>
            <numerusform>%Ln 个短名称</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sign-in(s) could not be had. The others are imported.</source>
        <translation>
            <numerusform>有 %Ln 个登录无法获取，其余的已导入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <comment>things to import</comment>
        <translation>
            <numerusform>已选择 %Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to import: Portolan wants the whole name.</source>
        <comment>short names of images</comment>
        <translation>无可导入：Portolan 需要完整名称。</translation>
    </message>
    <message>
        <source>Short name</source>
        <comment>of an image</comment>
        <translation>短名称</translation>
    </message>
    <message>
        <source>Stands for %1.</source>
        <comment>a short name of an image</comment>
        <translation>代表 %1。</translation>
    </message>
</context>
<context>
    <name>ui::InfoBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::LayersTab</name>
    <message>
        <source>Layers</source>
        <comment>accessible name</comment>
        <translation>层</translation>
    </message>
    <message>
        <source>Copy digest of the layer</source>
        <translation>复制层的摘要</translation>
    </message>
    <message>
        <source>Copy command of the layer</source>
        <translation>复制层的命令</translation>
    </message>
    <message>
        <source>Show layer in Raw</source>
        <translation>在原始数据中显示层</translation>
    </message>
    <message>
        <source>%1 has no layers</source>
        <translation>%1 没有层</translation>
    </message>
    <message>
        <source>What it is: %1.</source>
        <translation>它是：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s), %1 compressed</source>
        <translation>
            <numerusform>共 %Ln 层，压缩后 %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Locator</name>
    <message>
        <source>Nothing matches in what is loaded.</source>
        <translation>已加载的内容中没有匹配项。</translation>
    </message>
    <message>
        <source>Locator</source>
        <translation>定位器</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Search connections, repositories, tags and commands</source>
        <translation>搜索连接、仓库、标签和命令</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>@ connection</source>
        <comment>a prefix of the locator</comment>
        <translation>@ 连接</translation>
    </message>
    <message>
        <source>: tag</source>
        <comment>a prefix of the locator</comment>
        <translation>: 标签</translation>
    </message>
    <message>
        <source># digest</source>
        <comment>a prefix of the locator</comment>
        <translation># 摘要</translation>
    </message>
    <message>
        <source>&gt; command</source>
        <comment>a prefix of the locator</comment>
        <translation>&gt; 命令</translation>
    </message>
    <message>
        <source>Ctrl+Enter opens in a new tab</source>
        <translation>Ctrl+Enter 在新标签页中打开</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found in what is loaded</source>
        <comment>matches</comment>
        <translation>
            <numerusform>在已加载的内容中找到 %Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>%1 — %2</source>
        <comment>page, program</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1 (production) — %2</source>
        <comment>page, program</comment>
        <translation>%1（生产）— %2</translation>
    </message>
</context>
<context>
    <name>ui::Notices</name>
    <message numerus="yes">
        <source>%1 (%Ln more)</source>
        <comment>a notice; how many others wait</comment>
        <translation>
            <numerusform>%1（还有 %Ln 条）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OverviewTab</name>
    <message>
        <source>Platforms</source>
        <comment>accessible name</comment>
        <translation>平台</translation>
    </message>
    <message>
        <source>Labels and annotations</source>
        <translation>标签（label）与注解</translation>
    </message>
    <message>
        <source>Tags on this image</source>
        <translation>此镜像的标签</translation>
    </message>
    <message>
        <source>What other programs call it</source>
        <translation>在其他程序中的写法</translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Overview</source>
        <comment>accessible name</comment>
        <translation>概览</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>By tag</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>By digest</source>
        <translation>按摘要</translation>
    </message>
    <message>
        <source>Show this platform</source>
        <translation>显示此平台</translation>
    </message>
    <message>
        <source>Copy digest of the platform</source>
        <translation>复制平台的摘要</translation>
    </message>
    <message>
        <source>Show this tag</source>
        <translation>显示此标签</translation>
    </message>
    <message>
        <source>Known when the tags of the repository are listed.</source>
        <translation>列出仓库的标签后才能知道。</translation>
    </message>
    <message>
        <source>Copy value of the label</source>
        <translation>复制标签（label）的值</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>platform, digest</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>None: it is reached by its digest only.</source>
        <translation>没有：只能通过摘要访问。</translation>
    </message>
    <message>
        <source>Incomplete: the index names %1, which the registry does not have.</source>
        <translation>不完整：索引中列有 %1，但镜像仓库中没有。</translation>
    </message>
    <message>
        <source>Not known: %1 cannot be read from the registry.</source>
        <translation>未知：无法从镜像仓库读取 %1。</translation>
    </message>
    <message>
        <source>Check for broken images…</source>
        <translation>检查损坏的镜像…</translation>
    </message>
</context>
<context>
    <name>ui::PageFactory</name>
    <message>
        <source>Check for bro&amp;ken images…</source>
        <translation>检查损坏的镜像(&amp;K)…</translation>
    </message>
</context>
<context>
    <name>ui::PendingBar</name>
    <message>
        <source>Review…</source>
        <translation>检查…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Enter</source>
        <translation>Ctrl+Shift+Enter</translation>
    </message>
    <message>
        <source>Changes are being made</source>
        <translation>正在执行更改</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) pending</source>
        <translation>
            <numerusform>%Ln 项待执行的更改</numerusform>
        </translation>
    </message>
    <message>
        <source>The activity list shows how far it is.</source>
        <translation>进度显示在活动列表中。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other tag(s) share an image with them; the review can keep those.</source>
        <translation>
            <numerusform>另有 %Ln 个标签与它们指向同一镜像；可在检查时保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>尚未发送任何请求。</translation>
    </message>
</context>
<context>
    <name>ui::Placeholder</name>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ui::PlanDialog</name>
    <message>
        <source>Remove tags by way of &amp;placeholders</source>
        <translation>借助占位镜像移除标签(&amp;P)</translation>
    </message>
    <message>
        <source>The registry cannot remove one tag alone. An empty image is put under each of the tags, then that image is deleted by its digest. Others may see it for a moment, and it leaves some bytes behind.</source>
        <translation>镜像仓库服务无法单独移除一个标签。程序会先在每个标签下放置一个空镜像，再按摘要删除该镜像。其他人可能会短暂看到它，并会残留少量字节。</translation>
    </message>
    <message>
        <source>Con&amp;firm</source>
        <translation>确认(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save plan…</source>
        <translation>保存计划…(&amp;S)</translation>
    </message>
    <message>
        <source>Copy as s&amp;cript</source>
        <translation>复制为脚本(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete tags</source>
        <translation>删除标签</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln tag(s) from %1?</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>要从 %1 删除 %Ln 个标签吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>删除内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Optional, kept in the history</source>
        <translation>可选，保存在历史记录中</translation>
    </message>
    <message>
        <source>Type the name of the repository</source>
        <translation>输入仓库名称</translation>
    </message>
    <message>
        <source>Type the name of the repository: %1</source>
        <translation>输入仓库名称：%1</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reading the repository: nothing is deleted before you say so.</source>
        <translation>正在读取仓库：在您确认之前不会删除任何内容。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Checked at %1, and again before every step.</source>
        <translation>%1 已检查，执行每一步之前会再次检查。</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln tag(s)</source>
        <translation>
            <numerusform>删除 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln image(s)</source>
        <translation>
            <numerusform>删除 %Ln 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有需要恢复的内容。</translation>
    </message>
    <message numerus="yes">
        <source>Until the registry next collects its garbage. Portolan keeps the manifests for %Ln day(s). Dates of pushes, which retention rules may read, do not come back, and webhooks fire again.</source>
        <translation>
            <numerusform>在镜像仓库服务下次垃圾回收之前可以恢复。Portolan 会将清单保留 %Ln 天。推送时间（保留规则可能会读取）无法恢复，并且 Webhook 会再次触发。</numerusform>
        </translation>
    </message>
    <message>
        <source>No request is sent.</source>
        <translation>不发送任何请求。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a connection and its address</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Delete a repository</source>
        <translation>删除仓库</translation>
    </message>
    <message>
        <source>Delete %1 with everything in it?</source>
        <comment>a repository</comment>
        <translation>删除 %1 及其中的全部内容？</translation>
    </message>
    <message>
        <source>Show re&amp;quests…</source>
        <translation>显示请求(&amp;Q)…</translation>
    </message>
    <message>
        <source>Delete images without a tag</source>
        <translation>删除无标签的镜像</translation>
    </message>
    <message>
        <source>Delete the images without a tag from %1?</source>
        <comment>a repository</comment>
        <translation>要从 %1 删除无标签的镜像吗？</translation>
    </message>
    <message>
        <source>Every image here has a tag, or belongs to one that has.</source>
        <translation>这里的每个镜像都有标签，或属于有标签的镜像。</translation>
    </message>
    <message>
        <source>&amp;Mark for deletion</source>
        <translation>标记为删除(&amp;M)</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln image(s) from %1?</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>要从 %1 删除 %Ln 个镜像吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1 and %2 from %3?</source>
        <comment>counts of tags and of images; a repository</comment>
        <translation>要从 %3 删除 %1和 %2吗？</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark for deletion</source>
        <translation>标记为删除</translation>
    </message>
    <message>
        <source>Only what is selected, to be reviewed with the other marks</source>
        <translation>仅标记所选内容，与其他标记一起检查</translation>
    </message>
    <message>
        <source>Delete %1 and %2</source>
        <comment>counts of tags and of images</comment>
        <translation>删除 %1和 %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ui::RawTab</name>
    <message>
        <source>Back in Raw</source>
        <translation>原始数据中后退</translation>
    </message>
    <message>
        <source>Forward in Raw</source>
        <translation>原始数据中前进</translation>
    </message>
    <message>
        <source>Copy raw</source>
        <translation>复制原始数据</translation>
    </message>
    <message>
        <source>Copy digest of the document</source>
        <translation>复制文档的摘要</translation>
    </message>
    <message>
        <source>Document</source>
        <comment>which one is shown</comment>
        <translation>文档</translation>
    </message>
    <message>
        <source>Raw</source>
        <comment>accessible name</comment>
        <translation>原始数据</translation>
    </message>
    <message>
        <source>Go to digest</source>
        <translation>转到摘要</translation>
    </message>
    <message>
        <source>%1, %2 bytes, %3</source>
        <comment>media type, number, digest</comment>
        <translation>%1，%2 字节，%3</translation>
    </message>
    <message>
        <source>unknown type</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>This is not text</source>
        <translation>这不是文本</translation>
    </message>
    <message>
        <source>It can be copied, but not be read here.</source>
        <translation>可以复制，但无法在此阅读。</translation>
    </message>
    <message>
        <source>Too long to be shown whole: the end is missing or long values are shortened. Copy raw copies all %1 bytes.</source>
        <translation>内容过长，无法完整显示：缺少末尾，或较长的值被缩短。“复制原始数据”会复制全部 %1 字节。</translation>
    </message>
    <message>
        <source>Too large to be shown</source>
        <translation>太大，无法显示</translation>
    </message>
    <message>
        <source>It has %1. Up to %2 are read here.</source>
        <translation>它有 %1。此处最多读取 %2。</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>正在加载 %1…</translation>
    </message>
    <message>
        <source>Image index</source>
        <translation>镜像索引</translation>
    </message>
    <message>
        <source>Manifest of %1</source>
        <comment>%1 is a platform</comment>
        <translation>%1 的清单</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
</context>
<context>
    <name>ui::ReferrersTab</name>
    <message>
        <source>Referrers</source>
        <comment>accessible name</comment>
        <translation>关联制品</translation>
    </message>
    <message>
        <source>Show referrer in Raw</source>
        <translation>在原始数据中显示关联制品</translation>
    </message>
    <message>
        <source>Copy digest of the referrer</source>
        <translation>复制关联制品的摘要</translation>
    </message>
    <message>
        <source>The registry</source>
        <translation>镜像仓库服务</translation>
    </message>
    <message>
        <source>Not all referrers could be read. %1</source>
        <translation>无法读取全部关联制品。%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The registry did not list all referrers.</source>
        <translation>镜像仓库服务没有列出全部关联制品。</translation>
    </message>
    <message>
        <source>Nothing is attached to %1</source>
        <translation>%1 没有关联制品</translation>
    </message>
    <message>
        <source>No signature, SBOM, attestation or report refers to this image.</source>
        <translation>没有签名、软件物料清单、证明或报告指向此镜像。</translation>
    </message>
</context>
<context>
    <name>ui::RegistryActions</name>
    <message>
        <source>List repositories &amp;again</source>
        <translation>重新列出仓库(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Stop listing</source>
        <translation>停止列出(&amp;S)</translation>
    </message>
    <message>
        <source>Add &amp;repository by name…</source>
        <translation>按名称添加仓库(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <comment>a connection</comment>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>S&amp;ign in…</source>
        <translation>登录(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Keep this connection</source>
        <translation>保留此连接(&amp;K)</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <comment>a connection</comment>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Open in a &amp;background tab</source>
        <translation>在后台标签页中打开(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Copy reference</source>
        <translation>复制引用(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Sign-in for Docker and &amp;Podman…</source>
        <translation>供 Docker 和 Podman 使用的登录(&amp;P)…</translation>
    </message>
    <message>
        <source>Run &amp;Doctor…</source>
        <translation>运行诊断(&amp;D)…</translation>
    </message>
    <message>
        <source>What &amp;failed…</source>
        <comment>shows the error of a connection</comment>
        <translation>失败原因(&amp;F)…</translation>
    </message>
    <message>
        <source>Duplica&amp;te…</source>
        <comment>a connection</comment>
        <translation>复制为新连接(&amp;T)…</translation>
    </message>
    <message>
        <source>Un&amp;lock…</source>
        <translation>解锁(&amp;L)…</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <comment>a connection</comment>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <comment>a connection</comment>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Lock now</source>
        <translation>立即锁定(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Delete repository…</source>
        <translation>删除仓库(&amp;D)…</translation>
    </message>
    <message>
        <source>Check for bro&amp;ken images…</source>
        <translation>检查损坏的镜像(&amp;K)…</translation>
    </message>
    <message>
        <source>Delete images &amp;without a tag…</source>
        <translation>删除无标签的镜像(&amp;W)…</translation>
    </message>
</context>
<context>
    <name>ui::RegistryController</name>
    <message>
        <source>Listing the repositories of %1</source>
        <translation>列出 %1 的仓库</translation>
    </message>
    <message>
        <source>no catalogue</source>
        <comment>what came of listing the repositories</comment>
        <translation>没有目录</translation>
    </message>
    <message numerus="yes">
        <source>%Ln repository(s)</source>
        <translation>
            <numerusform>%Ln 个仓库</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RegistryPanel</name>
    <message>
        <source>Filter repositories</source>
        <translation>筛选仓库</translation>
    </message>
    <message>
        <source>Registries</source>
        <comment>accessible name</comment>
        <translation>镜像仓库服务</translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation>还没有连接</translation>
    </message>
    <message>
        <source>Only what was loaded is searched.</source>
        <translation>只搜索已加载的内容。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Registries that you add appear here.</source>
        <translation>您添加的镜像仓库会显示在这里。</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>添加连接…</translation>
    </message>
    <message>
        <source>No repository matches “%1”</source>
        <translation>没有与 “%1” 匹配的仓库</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>repository, registry</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>ui::RepairDialog</name>
    <message>
        <source>Unlock the connection to restore.</source>
        <translation>解锁此连接后才能恢复。</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>恢复(&amp;R)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Broken images</source>
        <translation>损坏的镜像</translation>
    </message>
    <message>
        <source>Broken images in %1</source>
        <comment>%1 is a repository</comment>
        <translation>%1 中损坏的镜像</translation>
    </message>
    <message>
        <source>Listing tags…</source>
        <translation>正在列出标签…</translation>
    </message>
    <message>
        <source>Reading: %1 of %2 tags.</source>
        <translation>正在读取：%1 / %2 个标签。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped: not everything was read.</source>
        <translation>已停止：未全部读取。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>What Portolan itself deleted is not known. %1</source>
        <translation>不知道 Portolan 自己删除过什么。%1</translation>
    </message>
    <message>
        <source>The list of tags: %1</source>
        <translation>标签列表：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a tag or a digest; why it could not be read</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) could not be read and may be whole or broken.</source>
        <translation>
            <numerusform>有 %Ln 项无法读取，是否完整未知。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 read</source>
        <comment>counts of tags and of indexes</comment>
        <translation>已读取 %1、%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln index(es)</source>
        <translation>
            <numerusform>%Ln 个镜像索引</numerusform>
        </translation>
    </message>
    <message>
        <source>Every index of %1 is complete</source>
        <translation>%1 的每个镜像索引都完整</translation>
    </message>
    <message>
        <source>Every index of %1 that could be read is complete</source>
        <translation>%1 中能读取的镜像索引都完整</translation>
    </message>
    <message numerus="yes">
        <source>Opens the review of putting back %Ln image(s)</source>
        <translation>
            <numerusform>打开恢复 %Ln 个镜像的审阅窗口</numerusform>
        </translation>
    </message>
    <message>
        <source>The history has the bytes of nothing that is selected</source>
        <translation>历史记录中没有所选内容的数据</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between tags</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>No index that was read is broken.</source>
        <translation>已读取的索引均未损坏。</translation>
    </message>
    <message>
        <source>Not read:</source>
        <translation>未读取：</translation>
    </message>
    <message>
        <source>Each image that an index names is in the registry.</source>
        <translation>索引中列出的镜像都在镜像仓库中。</translation>
    </message>
    <message>
        <source>No tag leads to an index.</source>
        <translation>没有指向镜像索引的标签。</translation>
    </message>
</context>
<context>
    <name>ui::RepositoryController</name>
    <message>
        <source>Listing %1</source>
        <comment>a repository</comment>
        <translation>列出 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <comment>what came of listing them</comment>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryPage</name>
    <message>
        <source>%1 — %2</source>
        <comment>repository, registry</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>ui::RepositoryStrip</name>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tags</source>
        <comment>%1 is a number with + behind it</comment>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>%1 tags on 1 image</source>
        <comment>%1 is a number, with + where there are more</comment>
        <translation>%1 个标签，1 个镜像</translation>
    </message>
    <message>
        <source>%1 tags on %2 images</source>
        <translation>%1 个标签，%2 个镜像</translation>
    </message>
    <message>
        <source>1 tag</source>
        <translation>1 个标签</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>&apos;312 tags on 187 images&apos;, &apos;9.8 GiB&apos;</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Updated %1</source>
        <comment>%1 is a time</comment>
        <translation>更新于 %1</translation>
    </message>
    <message>
        <source>complete</source>
        <comment>a list of tags</comment>
        <translation>列表完整</translation>
    </message>
    <message>
        <source>not complete</source>
        <comment>a list of tags</comment>
        <translation>列表不完整</translation>
    </message>
</context>
<context>
    <name>ui::RequestsDialog</name>
    <message>
        <source>Requests of the plan</source>
        <translation>计划的请求</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>At most four at a time. Right before each, what it is for is looked at again, and right after it, what came of it. The sign-in is not shown.</source>
        <translation>最多同时发送四个。每个请求之前都会重新查看其对象，之后再查看结果。不显示登录信息。</translation>
    </message>
</context>
<context>
    <name>ui::RestoreDialog</name>
    <message>
        <source>Con&amp;firm</source>
        <translation>确认(&amp;F)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put back in %1 what this took?</source>
        <comment>%1 is a repository</comment>
        <translation>将这次操作移除的内容放回 %1？</translation>
    </message>
    <message>
        <source>What comes back</source>
        <translation>恢复的内容</translation>
    </message>
    <message>
        <source>Tags that are put back can be marked and deleted again. Dates of pushes, which retention rules may read, are those of today, and webhooks fire again.</source>
        <translation>放回的标签可以再次标记并删除。推送日期（保留规则可能读取）将是今天，webhook 会再次触发。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Optional, kept in the history</source>
        <translation>可选，保存在历史记录中</translation>
    </message>
    <message>
        <source>Type the name of the repository</source>
        <translation>输入仓库名称</translation>
    </message>
    <message>
        <source>Type the name of the repository: %1</source>
        <translation>输入仓库名称：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reading what is left in the registry: nothing is changed before you say so.</source>
        <translation>正在读取镜像仓库服务中剩余的内容：在您确认之前不会改动任何内容。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Everything is there: there is nothing to put back.</source>
        <translation>所有内容都在：没有需要放回的。</translation>
    </message>
    <message>
        <source>Nothing of it can be put back.</source>
        <translation>没有任何内容可以放回。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) cannot be put back.</source>
        <translation>
            <numerusform>%Ln 项无法放回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln tag(s)</source>
        <translation>
            <numerusform>恢复 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln image(s)</source>
        <translation>
            <numerusform>恢复 %Ln 个镜像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RetagController</name>
    <message>
        <source>Undoing a retag in %1</source>
        <translation>正在撤销 %1 中的标签更改</translation>
    </message>
    <message>
        <source>Retagging in %1</source>
        <translation>正在更改 %1 中的标签</translation>
    </message>
    <message>
        <source>Retagged to %1.</source>
        <comment>%1 is a tag</comment>
        <translation>已添加标签 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Retagged %Ln tag(s).</source>
        <translation>
            <numerusform>已更改 %Ln 个标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) were left as they are; Activity has more.</source>
        <translation>
            <numerusform>%Ln 个标签保持不变；详情见“活动”。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ui::RetagDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retag</source>
        <translation>更改标签</translation>
    </message>
    <message numerus="yes">
        <source>Add a suffix to %Ln tag(s) of %1</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>为 %1 的 %Ln 个标签添加后缀</numerusform>
        </translation>
    </message>
    <message>
        <source>Another tag for %1:%2</source>
        <comment>repository and tag</comment>
        <translation>为 %1:%2 添加另一个标签</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>后缀</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>New tags</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Optional, kept in the history</source>
        <translation>可选，保存在历史记录中</translation>
    </message>
    <message>
        <source>Type the name of the repository</source>
        <translation>输入仓库名称</translation>
    </message>
    <message>
        <source>Type the name of the repository: %1</source>
        <translation>输入仓库名称：%1</translation>
    </message>
    <message>
        <source>&amp;Suffix</source>
        <translation>后缀(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;New tag</source>
        <translation>新标签(&amp;N)</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Con&amp;firm</source>
        <translation>确认(&amp;F)</translation>
    </message>
    <message>
        <source>Reading which tags there are…</source>
        <translation>正在读取现有标签…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Checked at %1, and again right before.</source>
        <translation>已于 %1 检查，执行前会再次检查。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln 个新增</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved from another image</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln 个从其他镜像移来</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln 个跳过</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Type what is put behind the names.</source>
        <translation>输入要加在名称后面的内容。</translation>
    </message>
    <message>
        <source>Type the new tag.</source>
        <translation>输入新标签。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有需要撤销的内容。</translation>
    </message>
    <message>
        <source>With a click afterwards: the new tag goes again.</source>
        <translation>之后点击即可撤销：新标签会被移除。</translation>
    </message>
    <message>
        <source>It cannot be taken back: the registry cannot remove a tag.</source>
        <translation>无法撤销：镜像仓库服务不能移除标签。</translation>
    </message>
    <message>
        <source>It may not be possible to take it back: what the registry can delete is not known.</source>
        <translation>可能无法撤销：不知道镜像仓库服务能删除什么。</translation>
    </message>
    <message numerus="yes">
        <source>Retag %Ln tag(s)</source>
        <translation>
            <numerusform>更改 %Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Move tag</source>
        <translation>移动标签</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>The same bytes, so the digest stays %1</source>
        <translation>内容不变，摘要仍为 %1</translation>
    </message>
    <message>
        <source>No request is sent.</source>
        <translation>不发送任何请求。</translation>
    </message>
    <message>
        <source>The same bytes, so the digest stays the same.</source>
        <translation>内容不变，摘要也不变。</translation>
    </message>
    <message>
        <source>Tags that there are</source>
        <translation>现有标签</translation>
    </message>
    <message>
        <source>With a click afterwards: new tags go, those that moved point where they did before.</source>
        <translation>之后点击即可撤销：新标签会被移除，移动过的标签会指回原来的镜像。</translation>
    </message>
    <message>
        <source>With a click afterwards: the tag points where it did before.</source>
        <translation>之后点击即可撤销：该标签会指回原来的镜像。</translation>
    </message>
</context>
<context>
    <name>ui::RunNoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::RunNotices</name>
    <message numerus="yes">
        <source>Deleted %Ln tag(s).</source>
        <translation>
            <numerusform>已删除 %Ln 个标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln image(s).</source>
        <translation>
            <numerusform>已删除 %Ln 个镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not as planned: %1; Activity has more.</source>
        <comment>counts</comment>
        <translation>与计划不符：%1；详情见“活动”。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
</context>
<context>
    <name>ui::Runs</name>
    <message>
        <source>Stopped: %1</source>
        <comment>counts</comment>
        <translation>已停止：%1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <comment>counts</comment>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>what is done where; that it is paused, with counts</comment>
        <translation>%1：%2。</translation>
    </message>
</context>
<context>
    <name>ui::SampleController</name>
    <message>
        <source>Sample registry</source>
        <translation>示例镜像仓库</translation>
    </message>
    <message>
        <source>Preparing the sample registry</source>
        <translation>准备示例镜像仓库</translation>
    </message>
</context>
<context>
    <name>ui::SavedPlanController</name>
    <message>
        <source>Open a saved plan</source>
        <translation>打开已保存的计划</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <comment>an address</comment>
        <translation>没有到 %1 的连接。</translation>
    </message>
    <message>
        <source>The plan is for %1 there. Add a connection to it, then open the plan again.</source>
        <translation>该计划针对其中的 %1。请先添加到它的连接，再重新打开计划。</translation>
    </message>
    <message>
        <source>%1 is read-only.</source>
        <comment>a connection</comment>
        <translation>%1 是只读的。</translation>
    </message>
    <message>
        <source>Allow changes to it, then open the plan again.</source>
        <translation>请先允许对它的更改，再重新打开计划。</translation>
    </message>
    <message>
        <source>Something is being changed in %1.</source>
        <translation>%1 中正在进行更改。</translation>
    </message>
    <message>
        <source>Open the plan again when that has ended.</source>
        <translation>请在其结束后重新打开计划。</translation>
    </message>
    <message>
        <source>%1 was made by a newer Portolan.</source>
        <comment>a file</comment>
        <translation>%1 由更新版本的 Portolan 生成。</translation>
    </message>
    <message>
        <source>Open it with that version, or make the plan anew.</source>
        <translation>请用该版本打开，或重新制定计划。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <comment>a file</comment>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>Nothing was changed. Look whether it is there, and whether you may read it.</source>
        <translation>没有更改任何内容。请检查它是否存在，以及您是否有权读取。</translation>
    </message>
    <message>
        <source>%1 is not a plan of Portolan, or it is damaged.</source>
        <comment>a file</comment>
        <translation>%1 不是 Portolan 的计划，或已损坏。</translation>
    </message>
    <message>
        <source>Nothing was changed. Plans that can be opened are saved as JSON in their review.</source>
        <translation>没有更改任何内容。可以打开的计划是在审阅时以 JSON 保存的。</translation>
    </message>
</context>
<context>
    <name>ui::SecretEdit</name>
    <message>
        <source>Shown while this is held</source>
        <translation>按住时显示</translation>
    </message>
    <message>
        <source>Show while held</source>
        <comment>a password</comment>
        <translation>按住时显示</translation>
    </message>
</context>
<context>
    <name>ui::SharedTagsBar</name>
    <message>
        <source>&amp;Keep them</source>
        <translation>保留它们(&amp;K)</translation>
    </message>
    <message>
        <source>De&amp;lete them too</source>
        <translation>一并删除(&amp;L)</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留它们</translation>
    </message>
    <message>
        <source>Only the marked tags go; their images stay</source>
        <translation>只移除已标记的标签，保留其镜像</translation>
    </message>
    <message>
        <source>Delete them too</source>
        <translation>一并删除</translation>
    </message>
    <message>
        <source>%1 (with %2)</source>
        <comment>%1 and %2 are tags of one image</comment>
        <translation>%1（与 %2 相同）</translation>
    </message>
    <message numerus="yes">
        <source>and on %Ln more image(s)</source>
        <translation>
            <numerusform>以及另外 %Ln 个镜像上的标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) that you did not mark share an image with marked ones:</source>
        <translation>
            <numerusform>有 %Ln 个未标记的标签与已标记的标签指向同一镜像：</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between images</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>The marked tags of their images stay, too</source>
        <translation>同一镜像上已标记的标签也会保留</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutsDialog</name>
    <message>
        <source>Keys of commands</source>
        <translation>命令的按键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>Search by command or key</source>
        <translation>按命令或按键搜索</translation>
    </message>
    <message>
        <source>Command</source>
        <comment>column</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>column</comment>
        <translation>按键</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a command, its keys</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>ui::SignInForm</name>
    <message>
        <source>&amp;Without signing in</source>
        <translation>不登录(&amp;W)</translation>
    </message>
    <message>
        <source>Shows what everybody may see.</source>
        <translation>显示所有人可见的内容。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Us&amp;er</source>
        <translation>用户名(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>as it was</source>
        <comment>a password that is kept</comment>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>With a &amp;user and a password</source>
        <translation>使用用户名和密码(&amp;U)</translation>
    </message>
    <message>
        <source>With a &amp;token</source>
        <translation>使用令牌(&amp;T)</translation>
    </message>
    <message>
        <source>An account with only the permissions that you need is best.</source>
        <translation>最好使用只有所需权限的账户。</translation>
    </message>
    <message>
        <source>An access token, where the registry gives you one. Some want the user’s name with it.</source>
        <translation>镜像仓库服务颁发的访问令牌。有些还要求提供用户名。</translation>
    </message>
    <message>
        <source>Keep it in</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>System keychain</source>
        <translation>系统密钥环</translation>
    </message>
    <message>
        <source>This session only</source>
        <comment>where a password is kept</comment>
        <translation>仅本次会话</translation>
    </message>
    <message>
        <source>&amp;Keep it in</source>
        <translation>保存位置(&amp;K)</translation>
    </message>
    <message>
        <source>T&amp;oken</source>
        <translation>令牌(&amp;O)</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>where the registry wants one</source>
        <comment>a user name</comment>
        <translation>镜像仓库服务要求时填写</translation>
    </message>
    <message>
        <source>Portolan writes no secret into its own files. It is sent to this registry only.</source>
        <translation>Portolan 不会把密钥写入自己的文件。密钥只发送到此镜像仓库服务。</translation>
    </message>
    <message>
        <source>In memory until you quit. It is sent to this registry only.</source>
        <translation>保存在内存中，直到退出。密钥只发送到此镜像仓库服务。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ui::SpaceBar</name>
    <message>
        <source>%1 free after garbage collection</source>
        <translation>%1 垃圾回收后释放</translation>
    </message>
    <message>
        <source>%1 still used by other images</source>
        <translation>%1 仍被其他镜像使用</translation>
    </message>
    <message>
        <source>%1 free unless another repository uses it</source>
        <translation>%1 若未被其他仓库使用则释放</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>合计 %1</translation>
    </message>
    <message>
        <source>Nothing is freed.</source>
        <translation>不释放空间。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s) of unknown size</source>
        <translation>
            <numerusform>%Ln 层大小未知</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, and %2</source>
        <comment>bytes, and layers</comment>
        <translation>%1，另有 %2</translation>
    </message>
</context>
<context>
    <name>ui::Tabs</name>
    <message>
        <source>Open pages</source>
        <translation>打开的页面</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>a tab</comment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::TagActions</name>
    <message>
        <source>Stop</source>
        <comment>what is being loaded</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open details</source>
        <translation>打开详细信息</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>复制引用</translation>
    </message>
    <message>
        <source>Copy digest</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Reference by digest</source>
        <translation>按摘要的引用</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>取消全选</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Export…</source>
        <comment>all tags that are shown</comment>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Unmark</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Mark for deletion</source>
        <translation>标记为删除</translation>
    </message>
    <message>
        <source>Retag…</source>
        <translation>更改标签…</translation>
    </message>
</context>
<context>
    <name>ui::TagColumns</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>ui::TagExporter</name>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export tags</source>
        <translation>导出标签</translation>
    </message>
    <message>
        <source>Exporting tags</source>
        <translation>正在导出标签</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <comment>that were exported</comment>
        <translation>
            <numerusform>%Ln 个标签</numerusform>
        </translation>
    </message>
    <message>
        <source>The tags could not be exported.</source>
        <translation>无法导出标签。</translation>
    </message>
    <message>
        <source>%1 was not written. Choose another folder, or make room.</source>
        <translation>未写入 %1。请选择其他文件夹，或腾出空间。</translation>
    </message>
</context>
<context>
    <name>ui::TagFilterBar</name>
    <message>
        <source>Filter tags</source>
        <translation>筛选标签</translation>
    </message>
    <message>
        <source>Filter tags, for example  tag:~^v2  age:&gt;90d</source>
        <translation>筛选标签，例如  tag:~^v2  age:&gt;90d</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>tags that pass a filter</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>ui::TagPanel</name>
    <message>
        <source>Group by digest</source>
        <translation>按摘要分组</translation>
    </message>
    <message>
        <source>Undo the last mark</source>
        <translation>撤销上一次标记</translation>
    </message>
    <message>
        <source>Redo the last mark</source>
        <translation>重做上一次标记</translation>
    </message>
    <message>
        <source>Review the changes…</source>
        <translation>检查更改…</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Character %2: %1</source>
        <comment>%1 is what is wrong in a filter there</comment>
        <translation>第 %2 个字符：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) left out: what the filter asks for is not known of them.</source>
        <translation>
            <numerusform>已略去 %Ln 个标签：尚不知道筛选所需的信息。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <translation>已选 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln tags share its digest</source>
        <comment>%1 is &apos;1 of 312 selected&apos;</comment>
        <translation>
            <numerusform>%1，%Ln 个标签指向同一摘要</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagsView</name>
    <message>
        <source>Tags</source>
        <comment>accessible name</comment>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>ui::TrustSteps</name>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <comment>a fingerprint</comment>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>Ask your administrator for the fingerprint of %1 and compare:</source>
        <translation>向管理员索取 %1 的指纹并核对：</translation>
    </message>
    <message>
        <source>&amp;Trust this CA…</source>
        <translation>信任此 CA(&amp;T)…</translation>
    </message>
    <message>
        <source>If it is the same, trust it for this connection:</source>
        <translation>如果一致，请为此连接信任它：</translation>
    </message>
    <message>
        <source>For other programs on this computer:</source>
        <translation>对于本机上的其他程序：</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>number of a step</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>ui::UnlockDialog</name>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Allow changes to %1?</source>
        <translation>允许更改 %1 吗？</translation>
    </message>
    <message>
        <source>Allow changes for</source>
        <translation>允许更改的时长</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Until I lock it</source>
        <translation>直到我锁定为止</translation>
    </message>
    <message>
        <source>&amp;For how long</source>
        <translation>时长(&amp;F)</translation>
    </message>
    <message>
        <source>It is a production registry.</source>
        <translation>这是生产环境的镜像仓库。</translation>
    </message>
    <message>
        <source>It is read-only again afterwards, or as soon as you choose “Lock now”.</source>
        <translation>到时会重新变为只读；选择“立即锁定”则马上变为只读。</translation>
    </message>
</context>
<context>
    <name>ui::WelcomePage</name>
    <message>
        <source>Welcome to Portolan</source>
        <translation>欢迎使用 Portolan</translation>
    </message>
    <message>
        <source>Look into container registries, and tidy them up without losing anything by accident.</source>
        <translation>查看容器镜像仓库服务，清理时不会误删任何内容。</translation>
    </message>
    <message>
        <source>Open the sample registry</source>
        <translation>打开示例镜像仓库</translation>
    </message>
    <message>
        <source>Try everything; it lives on this computer</source>
        <translation>尽管尝试；它就在本机上</translation>
    </message>
    <message>
        <source>Open an image folder…</source>
        <translation>打开镜像文件夹…</translation>
    </message>
    <message>
        <source>With OCI image layouts in it</source>
        <translation>其中含有 OCI 镜像布局</translation>
    </message>
    <message>
        <source>For example quay.io/cilium/cilium:v1.16.1</source>
        <translation>例如 quay.io/cilium/cilium:v1.16.1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Open an image by its name…</source>
        <translation>按名称打开镜像…</translation>
    </message>
    <message>
        <source>Passwords stay in the system&apos;s keychain. Portolan sends nothing about you to anyone.</source>
        <translation>密码保存在系统密钥环中。Portolan 不会向任何人发送关于您的信息。</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>添加连接…</translation>
    </message>
    <message>
        <source>GitLab, Harbor, Nexus, ECR, ACR, zot, others</source>
        <translation>GitLab、Harbor、Nexus、ECR、ACR、zot 等</translation>
    </message>
</context>
<context>
    <name>ui::Workspace</name>
    <message>
        <source>Open an image folder</source>
        <translation>打开镜像文件夹</translation>
    </message>
    <message>
        <source>Reset the sample registry?</source>
        <translation>要重置示例镜像仓库吗？</translation>
    </message>
    <message>
        <source>It is put back to what came with Portolan. What you changed in it is gone.</source>
        <translation>它将恢复为 Portolan 自带的内容。您在其中的更改会丢失。</translation>
    </message>
    <message>
        <source>Reset sample</source>
        <translation>重置示例</translation>
    </message>
    <message>
        <source>The sample registry cannot be opened.</source>
        <translation>无法打开示例镜像仓库。</translation>
    </message>
    <message>
        <source>The sample registry</source>
        <translation>示例镜像仓库</translation>
    </message>
    <message>
        <source>“%1” is not the name of a repository.</source>
        <translation>“%1”不是仓库名称。</translation>
    </message>
    <message>
        <source>A name has lower-case letters and digits, with slashes between its parts, such as payments/api.</source>
        <translation>名称由小写字母和数字组成，各部分以斜杠分隔，例如 payments/api。</translation>
    </message>
    <message>
        <source>Add a repository</source>
        <translation>添加仓库</translation>
    </message>
    <message>
        <source>Name of the repository at %1:</source>
        <translation>%1 上的仓库名称：</translation>
    </message>
    <message>
        <source>No connection</source>
        <comment>status bar</comment>
        <translation>无连接</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>status bar: a registry that is a folder</comment>
        <translation>在磁盘上</translation>
    </message>
    <message>
        <source>Not reached yet</source>
        <comment>status bar: a registry</comment>
        <translation>尚未访问</translation>
    </message>
    <message>
        <source>%1, %2 ms</source>
        <comment>protocol, milliseconds</comment>
        <translation>%1，%2 ms</translation>
    </message>
    <message>
        <source>The last request to this registry</source>
        <translation>对此镜像仓库服务的最近一次请求</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>status bar: read-only or not, and a connection</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>显示历史记录</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>%1 waits: %2 wants you to sign in again.</source>
        <comment>a run; a registry</comment>
        <translation>%1 正在等待：%2 要求您重新登录。</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
</TS>
